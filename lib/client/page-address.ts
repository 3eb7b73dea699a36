import type { useRouter } from 'next/navigation'

type Router = Pick<ReturnType<typeof useRouter>, 'refresh' | 'replace'>

/** The address that was written beside Next's router, whose page is still that of another query. */
let ahead: string | null = null

/** The address as it stands, without its origin and mark. */
export const here = () => window.location.pathname + window.location.search

/**
 * Keeps in the address what is typed or chosen, at once and without asking the server. Whatever refreshes the page has to go
 * through `refreshPage`.
 */
export function replaceQuery(href: string): void {
  window.history.replaceState(null, '', href)
  ahead = here()
}

/**
 * Renders the page anew. Next's router takes a page with another query for another page: refreshed while the address is ahead
 * of it, it finds an answer that does not fit, and the second time in a row it loads the page anew, with what is being typed
 * lost. So it is told of the address first.
 *
 * Without network it does nothing: the router would load the page anew, and lose what is on it. Live updates refresh
 * everything once they are back.
 */
export function refreshPage(router: Router): void {
  if (!navigator.onLine) return
  const address = here()
  const isAhead = ahead === address
  ahead = null
  if (isAhead) router.replace(address + window.location.hash, { scroll: false })
  else router.refresh()
}
