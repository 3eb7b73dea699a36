'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { Listeners } from './listeners'

/** After the first screen is drawn and answers to presses. */
export const REST_MS = 4_000

/** Code that no first screen needs. */
export interface Later<Module> {
  /** Null until it has come. */
  now: () => Module | null
  /** Somebody waits for it. Rejected where it does not come, which the shell says. */
  load: () => Promise<Module>
  /** Somebody is about to need it. */
  reachFor: () => void
}

let missing = false
const changes = new Listeners()

function setMissing(next: boolean): void {
  missing = next
  changes.tell()
}

/** True while code that somebody waited for has not come. */
export function useIsCodeMissing(): boolean {
  return useSyncExternalStore(
    changes.subscribe,
    () => missing,
    () => false,
  )
}

/**
 * Fetches what `load` imports once the page has come to rest, or somebody reaches for it. From then on it is there at once, and
 * without network too.
 */
export function whenQuiet<Module>(load: () => Promise<Module>): Later<Module> {
  let loaded: Module | null = null
  const fetchIt = async () => {
    // Some imports that have failed once fail until the page is loaded anew (vercel/next.js#93518): better not tried.
    if (!navigator.onLine) throw new Error('There is no network.')
    loaded = await load()
    if (missing) setMissing(false)
    return loaded
  }
  const later = {
    now: () => loaded,
    load: async () => {
      try {
        return await fetchIt()
      } catch (error) {
        setMissing(true)
        throw error
      }
    },
    // Whoever presses then asks again, and is told.
    reachFor: () => {
      if (loaded === null) fetchIt().catch(() => undefined)
    },
  }
  if (typeof window !== 'undefined') {
    setTimeout(later.reachFor, REST_MS)
    window.addEventListener('online', later.reachFor)
  }
  return later
}

/** What `later` brings, asked for whenever it is wanted and has not come; `onFailed` where it does not. */
export function useLater<Module>(later: Later<Module>, wanted: boolean, onFailed: () => void): Module | null {
  const [, setCame] = useState(false)
  const isAwaited = wanted && later.now() === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is told is whoever wanted it
  useEffect(() => {
    if (!isAwaited) return
    let left = false
    later.load().then(
      () => left || setCame(true),
      () => left || onFailed(),
    )
    return () => {
      left = true
    }
  }, [later, isAwaited])
  return later.now()
}
