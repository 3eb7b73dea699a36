import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { BulkChangeDetailView, BulkChangeView, RefusedServerView } from '@/lib/contracts/inventory/bulk-change'
import type { Page } from '@/lib/contracts/paging'

interface WithSignal {
  signal: AbortSignal
}

export const BULK_CHANGES_SHOWN = 20
export const REFUSED_SHOWN = 50

export function bulkChangesQuery(params: { cursor: string | undefined }) {
  return {
    queryKey: queryKeys.list('bulk-change', params),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<Page<BulkChangeView>>('/bulk-changes', { ...params, limit: BULK_CHANGES_SHOWN }, signal),
  }
}

export function bulkChangeQuery(id: string) {
  return {
    queryKey: queryKeys.one('bulk-change', id),
    queryFn: ({ signal }: WithSignal) => apiGet<BulkChangeDetailView>(`/bulk-changes/${id}`, {}, signal),
  }
}

export function refusedServersQuery(id: string, cursor: string | undefined) {
  const params = { cursor, limit: REFUSED_SHOWN }
  return {
    queryKey: queryKeys.part('bulk-change', id, 'refused', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<RefusedServerView>>(`/bulk-changes/${id}/refused`, params, signal),
  }
}
