import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Page } from '@/lib/contracts/paging'
import type { StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { TICKET_STATES } from '@/lib/domain/ticket-state'
import { type BoardFilters, ticketParams } from './board-filters'
import { type BoardView, columnQueries } from './board-view'

type Signal = { signal: AbortSignal }

/** The four columns, asked for side by side. */
export function boardQuery(filters: BoardFilters, me: string) {
  const params = ticketParams(filters, me)
  return {
    queryKey: queryKeys.list('ticket', { board: params }),
    queryFn: async ({ signal }: Signal): Promise<BoardView> => {
      const [open, inProgress, done, wontFix] = await Promise.all(
        TICKET_STATES.map((status) =>
          apiGet<Page<TicketView>>('/tickets', { ...params, ...columnQueries[status] }, signal),
        ),
      )
      const empty: Page<TicketView> = { items: [] }
      return { OPEN: open ?? empty, IN_PROGRESS: inProgress ?? empty, DONE: done ?? empty, WONT_FIX: wontFix ?? empty }
    },
  }
}

export function ticketQuery(number: string) {
  return {
    queryKey: queryKeys.one('ticket', number),
    queryFn: ({ signal }: Signal) => apiGet<TicketView>(`/tickets/${encodeURIComponent(number)}`, {}, signal),
  }
}

/** The rack in which the ticket's server stands; null for one in a warehouse. */
export function ticketRackQuery(rack: string | null) {
  return {
    queryKey: ['elevation', rack ?? 'none'] as const,
    queryFn: async ({ signal }: Signal): Promise<ElevationView | null> =>
      rack === null ? null : apiGet<ElevationView>(`/racks/${encodeURIComponent(rack)}/elevation`, {}, signal),
  }
}

/** What lies on the shelves of the parts that a ticket names. */
export function ticketStockQuery(ticket: TicketView) {
  const params = partsParams(ticket)
  return {
    queryKey: queryKeys.list('stock', { ticket: params }),
    queryFn: async ({ signal }: Signal): Promise<Page<StockView>> =>
      params === null ? { items: [] } : apiGet<Page<StockView>>('/stock', { ...params, limit: 200 }, signal),
  }
}

/** The filter of that stock; null where no part is named. */
export function partsParams(ticket: TicketView): { sku: string[]; warehouse: string[] } | null {
  const named = ticket.components.flatMap(({ part }) => (part === undefined ? [] : [part]))
  const sku = unique(named.flatMap((part) => part.sku ?? []))
  const warehouse = unique(named.flatMap((part) => part.warehouse ?? []))
  return sku.length === 0 || warehouse.length === 0 ? null : { sku, warehouse }
}

const unique = (codes: string[]) => [...new Set(codes)].sort()

export const HISTORY_LINES = 50

/** What was done to a ticket, newest first; null for those who may not read the audit log. */
export function ticketHistoryQuery(number: string, allowed: boolean) {
  return {
    queryKey: ['audit', { ticket: number, allowed }] as const,
    queryFn: async ({ signal }: Signal): Promise<Page<AuditView> | null> =>
      allowed
        ? apiGet<Page<AuditView>>('/audit', { entity: 'ticket', key: number, limit: HISTORY_LINES }, signal)
        : null,
  }
}
