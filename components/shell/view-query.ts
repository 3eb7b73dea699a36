import type { SavedViewView } from '@/lib/contracts/access/saved-view'

/** Where one is in a list, and what is open beside it, are no part of a view. */
const PASSING = ['cursor', 'before', 'at']

/** What a view keeps of an address: its query in one order, so that two addresses that show the same are the same. */
export function viewQuery(search: URLSearchParams, leaveOut: readonly string[] = []): string {
  const kept = new URLSearchParams(
    [...search].filter(([name, value]) => value !== '' && !PASSING.includes(name) && !leaveOut.includes(name)),
  )
  kept.sort()
  return kept.toString()
}

export function viewHref(view: Pick<SavedViewView, 'page' | 'query'>): string {
  return view.query === '' ? `/${view.page}` : `/${view.page}?${view.query}`
}

/** The view that shows what the address shows. */
export function shownView<View extends Pick<SavedViewView, 'query'>>(
  views: readonly View[],
  query: string,
  leaveOut: readonly string[] = [],
): View | undefined {
  return views.find((view) => viewQuery(new URLSearchParams(view.query), leaveOut) === query)
}
