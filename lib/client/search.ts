import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { SearchResult } from '@/lib/contracts/audit/audit'
import { apiGet } from './api-fetch'

export type SearchItem = SearchResult

/** Everything whose code, serial or name holds `text`; the answer before stays in view while the next one comes. */
export function searchOptions(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => apiGet<{ items: SearchItem[] }>('/search', { q: text }, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}
