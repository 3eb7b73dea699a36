import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ImportRowView, ImportView } from '@/lib/contracts/imports/import'
import type { Page } from '@/lib/contracts/paging'

interface WithSignal {
  signal: AbortSignal
}

export const IMPORT_ROWS = 50

export function importsQuery(params: { cursor: string | undefined }) {
  return {
    queryKey: queryKeys.list('import', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<ImportView>>('/imports', { ...params, limit: 20 }, signal),
  }
}

export function importQuery(id: string) {
  return {
    queryKey: queryKeys.one('import', id),
    queryFn: ({ signal }: WithSignal) => apiGet<ImportView>(`/imports/${id}`, {}, signal),
  }
}

export function importRowsQuery(id: string, cursor: string | undefined) {
  const params = { cursor, limit: IMPORT_ROWS }
  return {
    queryKey: queryKeys.part('import', id, 'rows', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<ImportRowView>>(`/imports/${id}/rows`, params, signal),
  }
}
