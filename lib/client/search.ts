import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiGet } from './api-fetch'

export type SearchKind = 'server' | 'rack' | 'order' | 'ticket' | 'part' | 'warehouse' | 'page'

/** What can be done with a match; with `disabledReason` it is shown and refused. */
export interface SearchAction {
  title: string
  href?: string | undefined
  disabledReason?: string | undefined
}

export interface SearchItem {
  kind: SearchKind
  code: string
  title: string
  href: string
  state?: string | undefined
  actions?: SearchAction[] | undefined
}

export interface SearchAnswer {
  items: SearchItem[]
}

/** Everything whose code or name holds `text`; the answer before stays in view while the next one comes. */
export function searchOptions(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => apiGet<SearchAnswer>('/search', { q: text }, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}
