import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page } from '@/lib/contracts/paging'
import type { MovementView, SparePartView, StockView } from '@/lib/contracts/tickets/stock'
import { type StockFilters, stockParams } from './stock-filters'

type Signal = { signal: AbortSignal }

export function stockListQuery(filters: StockFilters) {
  const params = stockParams(filters)
  return {
    queryKey: queryKeys.list('stock', params),
    queryFn: ({ signal }: Signal) => apiGet<Page<StockView>>('/stock', params, signal),
  }
}

/** A part in a warehouse with its newest movements; null once it is gone. */
export interface PartData {
  stock: StockView
  movements: Page<MovementView>
}

export const LEDGER_LINES = 50

export function partQuery(id: string, sku: string, warehouse: string) {
  return {
    queryKey: queryKeys.one('stock', id),
    queryFn: async ({ signal }: Signal): Promise<PartData> => {
      const [stock, movements] = await Promise.all([
        apiGet<StockView>(`/stock/${encodeURIComponent(id)}`, {}, signal),
        apiGet<Page<MovementView>>('/stock/movements', { sku, warehouse, limit: LEDGER_LINES }, signal),
      ])
      return { stock, movements }
    },
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
