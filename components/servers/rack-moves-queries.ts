import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ServerPage } from '@/lib/contracts/inventory/server'
import type { SlotSuggestionsView } from '@/lib/contracts/inventory/slot'
import type { Keep } from './rack-moves'
import { listParams, type ServerFilters } from './server-filters'

interface WithSignal {
  signal: AbortSignal
}

/** The first servers that a filter leaves, in the order of the list. */
export function matchingQuery(filters: ServerFilters, limit: number) {
  const params = { ...listParams({ ...filters, cursor: undefined }), limit }
  return {
    queryKey: queryKeys.list('server', params),
    queryFn: ({ signal }: WithSignal) => apiGet<ServerPage>('/servers', params, signal),
  }
}

/** Where these servers would go, each in a place that it does not take from another; asked anew when a rack changes. */
export function rackMovesQuery(
  barcodes: readonly string[],
  wish: { datacenter: string; keep: Keep; overBudget: boolean },
) {
  const together = wish.keep === 'any' ? undefined : wish.keep === 'together'
  const params = { server: barcodes, datacenter: wish.datacenter, together, overBudget: wish.overBudget }
  return {
    queryKey: ['elevation', 'slots', params] as const,
    queryFn: ({ signal }: WithSignal) => apiGet<SlotSuggestionsView>('/racks/suggest-slots', params, signal),
    enabled: barcodes.length > 0,
  }
}
