import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page } from '@/lib/contracts/paging'
import type { PartView, PartWithHistoryView } from '@/lib/contracts/tickets/part'
import type { MovementView, SparePartView, StockView, WaitingView } from '@/lib/contracts/tickets/stock'
import { type PieceFilters, piecesParams } from './pieces-address'
import { type StockFilters, stockParams } from './stock-filters'

type Signal = { signal: AbortSignal }

export function stockListQuery(filters: StockFilters) {
  const params = stockParams(filters)
  return {
    queryKey: queryKeys.list('stock', params),
    queryFn: ({ signal }: Signal) => apiGet<Page<StockView>>('/stock', params, signal),
  }
}

/** A part in a warehouse: who waits for it there, where else it lies, and its newest movements. */
export interface PartData {
  stock: StockView
  waiting: Page<WaitingView>
  /** For whom those are kept that are reserved. */
  reserved: Page<WaitingView>
  places: Page<StockView>
  /** Of the part, wherever they are. */
  pieces: Page<PartView>
  movements: Page<MovementView>
}

export const LEDGER_LINES = 50
export const WAITING_LINES = 10
export const PIECE_LINES = 30
/** A part in more warehouses than this is looked up in the list. */
export const PLACE_LINES = 20

export function partQuery(id: string, sku: string, warehouse: string) {
  return {
    queryKey: queryKeys.one('stock', id),
    queryFn: async ({ signal }: Signal): Promise<PartData> => {
      const path = `/stock/${encodeURIComponent(id)}` as const
      const [stock, waiting, reserved, places, pieces, movements] = await Promise.all([
        apiGet<StockView>(path, {}, signal),
        apiGet<Page<WaitingView>>(`${path}/waiting`, { limit: WAITING_LINES }, signal),
        apiGet<Page<WaitingView>>(`${path}/reservations`, { limit: WAITING_LINES }, signal),
        apiGet<Page<StockView>>('/stock', { sku, limit: PLACE_LINES }, signal),
        apiGet<Page<PartView>>('/parts', { sku, limit: PIECE_LINES }, signal),
        apiGet<Page<MovementView>>('/stock/movements', { sku, warehouse, limit: LEDGER_LINES }, signal),
      ])
      return { stock, waiting, reserved, places, pieces, movements }
    },
  }
}

/** Pieces with a serial, wherever they are. */
export function piecesQuery(filters: PieceFilters) {
  const params = piecesParams(filters)
  return {
    queryKey: queryKeys.list('part', params),
    queryFn: ({ signal }: Signal) => apiGet<Page<PartView>>('/parts', params, signal),
  }
}

/** One piece with its history; asked for when it is opened. */
export function pieceQuery(serial: string) {
  return {
    queryKey: queryKeys.one('part', serial),
    queryFn: ({ signal }: Signal) => apiGet<PartWithHistoryView>(`/parts/${encodeURIComponent(serial)}`, {}, signal),
  }
}

export function sparePartQuery(sku: string) {
  return {
    queryKey: queryKeys.one('spare-part', sku),
    queryFn: ({ signal }: Signal) => apiGet<SparePartView>(`/spare-parts/${encodeURIComponent(sku)}`, {}, signal),
  }
}

/** Every known part, for the choice in a dialog; asked for when it opens. */
export const allPartsQuery = {
  queryKey: queryKeys.list('spare-part', { all: true }),
  queryFn: ({ signal }: Signal) => apiGet<Page<SparePartView>>('/spare-parts', { limit: 200 }, signal),
}

export const allModelsQuery = {
  queryKey: queryKeys.list('server-model', { all: true }),
  queryFn: ({ signal }: Signal) => apiGet<Page<ServerModelView>>('/server-models', { limit: 200 }, signal),
}
