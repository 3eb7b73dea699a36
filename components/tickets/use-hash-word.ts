'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Our own writes fire no `hashchange`. */
const hearers = new Set<() => void>()

function subscribe(hearer: () => void): () => void {
  if (hearers.size === 0) window.addEventListener('hashchange', hearHash)
  hearers.add(hearer)
  return () => {
    hearers.delete(hearer)
    if (hearers.size === 0) window.removeEventListener('hashchange', hearHash)
  }
}

/** A fragment typed into the address bar or come back to: Next's router, which does not listen, would write its own over it. */
function hearHash(): void {
  window.history.replaceState(null, '', window.location.href)
  for (const hearer of hearers) hearer()
}

const wordsIn = (hash: string) => new URLSearchParams(hash.slice(1))

/**
 * One word of the URL's fragment, such as the chosen card: a reload keeps it, and changing it asks the server for nothing.
 * Not of the query: Next's router takes a page with another query for another page, and one that refreshes itself while the
 * query is changed beside the router is loaded anew, with what was said last lost.
 */
export function useHashWord(name: string): [string | null, (value: string | null) => void] {
  const word = useSyncExternalStore(
    subscribe,
    () => wordsIn(window.location.hash).get(name),
    () => null,
  )
  const set = useCallback(
    (value: string | null) => {
      const next = wordsIn(window.location.hash)
      if (next.get(name) === value) return
      if (value === null) next.delete(name)
      else next.set(name, value)
      const { pathname, search } = window.location
      window.history.replaceState(null, '', next.size === 0 ? pathname + search : `#${next}`)
      for (const hearer of hearers) hearer()
    },
    [name],
  )
  return [word, set]
}
