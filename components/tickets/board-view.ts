import type { Page } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { PRIORITIES, TICKET_STATES, type TicketState } from '@/lib/domain/ticket-state'

/** The four columns; of the finished ones the newest. `nextCursor` says that there are more than shown. */
export type BoardView = Record<TicketState, Page<TicketView>>

/** How many cards a column shows at most. */
export const LIVE_CARDS = 200
export const FINISHED_CARDS = 20

/** How each column is asked for: live ones newest first, finished ones by when they ended. */
export const columnQueries = {
  OPEN: { status: ['OPEN'], limit: LIVE_CARDS, sort: '-createdAt' },
  IN_PROGRESS: { status: ['IN_PROGRESS'], limit: LIVE_CARDS, sort: '-createdAt' },
  DONE: { status: ['DONE'], limit: FINISHED_CARDS, sort: '-endedAt' },
  WONT_FIX: { status: ['WONT_FIX'], limit: FINISHED_CARDS, sort: '-endedAt' },
} as const satisfies Record<TicketState, { status: TicketState[]; limit: number; sort: '-createdAt' | '-endedAt' }>

const isFinished = (status: TicketState) => status === 'DONE' || status === 'WONT_FIX'

/** Live work: the most urgent first, then the oldest. Finished work: the last one first. */
export function compareCards(a: TicketView, b: TicketView): number {
  if (isFinished(a.status)) return (b.endedAt ?? b.updatedAt).localeCompare(a.endedAt ?? a.updatedAt)
  return (
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    a.createdAt.localeCompare(b.createdAt) ||
    a.number.localeCompare(b.number)
  )
}

/** A change that was asked for and is not confirmed yet, or the server's answer that no list shows yet. */
export type PendingChange = { kind: 'asked'; change: Partial<TicketView> } | { kind: 'answered'; ticket: TicketView }

/** Lays the pending changes over the lists, and each card into the column of its state, in order. */
export function layBoard(view: BoardView, pending: ReadonlyMap<string, PendingChange>): BoardView {
  const tickets = TICKET_STATES.flatMap((status) => view[status].items).map((ticket) => {
    const change = pending.get(ticket.number)
    if (change === undefined) return ticket
    if (change.kind === 'asked') return { ...ticket, ...change.change }
    return change.ticket.version > ticket.version ? change.ticket : ticket
  })
  const column = (status: TicketState): Page<TicketView> => ({
    ...view[status],
    items: tickets.filter((ticket) => ticket.status === status).sort(compareCards),
  })
  return {
    OPEN: column('OPEN'),
    IN_PROGRESS: column('IN_PROGRESS'),
    DONE: column('DONE'),
    WONT_FIX: column('WONT_FIX'),
  }
}

/** "7", or "200+" where the column holds more than it shows. */
export const countText = (page: Page<TicketView>): string =>
  page.nextCursor === undefined ? String(page.items.length) : `${page.items.length}+`
