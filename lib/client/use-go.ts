'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { here } from './page-address'
import { holdRefresh, isRefreshHeld, onHoldChange, SURE_MS } from './refresh-hold'

/** Holds refreshes from now until the address has changed. */
function useHoldUntilThere(most?: number): () => void {
  const held = useRef<(() => void) | null>(null)
  const address = `${usePathname()}?${useSearchParams()}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: ends when the address is another
  useEffect(
    () => () => {
      held.current?.()
      held.current = null
    },
    [address],
  )
  return useCallback(() => {
    const before = held.current
    held.current = holdRefresh(most)
    before?.()
  }, [most])
}

/**
 * Goes to another page by code, or with `replace` to another look of this one. Not by the router alone, where the address may be ahead of it (`replaceQuery`): a refresh on the
 * way tells the router of the address that is being left, which calls it back.
 */
export function useGo(): (href: string, options?: { scroll?: boolean; replace?: boolean }) => void {
  const router = useRouter()
  const hold = useHoldUntilThere(SURE_MS)
  return useCallback(
    (href, { replace = false, ...options } = {}) => {
      // To where one is already, no address changes that would end it.
      if (href !== here()) hold()
      if (replace) router.replace(href, options)
      else router.push(href, options)
    },
    [router, hold],
  )
}

const isOrdinary = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** The same for every link that is followed. */
export function useHoldOnLinks(): void {
  const hold = useHoldUntilThere()
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element
          ? event.target.closest<HTMLAnchorElement>('a[href^="/"]:not([target], [download])')
          : null
      if (link !== null && isOrdinary(event) && link.pathname + link.search !== here()) hold()
    }
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [hold])
}

/** True while somebody is on the way to another page, or to another look of this one. */
export function useIsLeaving(): boolean {
  return useSyncExternalStore(onHoldChange, isRefreshHeld, () => false)
}
