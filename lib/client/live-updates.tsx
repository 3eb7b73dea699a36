'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  useTransition,
} from 'react'
import { ChangeLog } from './change-log'
import { LiveStatusStore, neverLive } from './live-status'
import { type LiveStatus, LiveStream } from './live-stream'
import { refreshPage } from './page-address'
import { type Change, keysTouchedBy } from './query-keys'
import { isRefreshHeld } from './refresh-hold'
import { useHoldOnLinks } from './use-go'

/** Refresh at most this often, and never the page twice at once. */
const FLUSH_MS = 300
/** After a quiet while the first change shows at once, with what the same transaction changed beside it. */
const FIRST_FLUSH_MS = 30

/**
 * The server-rendered page is not refreshed before this long after its load: what streamed in is shown by then (React holds it
 * back for up to 300 ms). Sooner, a refresh would render it a second time beside the first, and lose what is being typed.
 */
const SETTLE_MS = 500

function pageHasSettled(): boolean {
  const loaded = performance
    .getEntriesByType('navigation')
    .some(
      (entry) =>
        entry instanceof PerformanceNavigationTiming &&
        entry.loadEventEnd > 0 &&
        entry.loadEventEnd + SETTLE_MS < performance.now(),
    )
  return document.readyState === 'complete' && loaded
}

const Status = createContext(neverLive)
const Log = createContext<ChangeLog | null>(null)

/**
 * Keeps the tab live: one EventSource on /api/v1/events. A change invalidates the react-query keys that show it and
 * refreshes the server-rendered page; after a lost connection everything is fetched again, since changes were missed.
 * A hidden tab waits until it is seen. Stands once, inside QueryProvider, around the signed-in pages.
 */
export function LiveUpdates(props: {
  /** When the page was read: what has changed since then is told when the stream opens. Without it all is read again. */
  mark: string | undefined
  children: ReactNode
}) {
  const { children } = props
  // Of the page as it was loaded: later ones are read while the stream is open.
  const [mark] = useState(props.mark)
  const [log] = useState(() => new ChangeLog())
  const [status] = useState(() => new LiveStatusStore())
  const refresh = useCoalescedRefresh()
  useHoldOnLinks()

  useEffect(() => {
    const handlers = {
      onStatus: status.set,
      onChange: (change: Change) => {
        log.add(change)
        // Who is on a page is heard of by `usePresence` alone: no page is rendered anew for it.
        if (change.entity !== 'presence') refresh(change)
      },
      onMissed: () => refresh('everything'),
    }
    const stream = new LiveStream('/api/v1/events', handlers, mark)
    stream.open()
    return () => stream.close()
  }, [log, status, refresh, mark])

  return (
    <Status value={status}>
      <Log value={log}>{children}</Log>
    </Status>
  )
}

/** For the header's mark: live, connecting, or reconnecting with the time up to which the data is true. */
export function useLiveStatus(): LiveStatus {
  const { subscribe, get } = useContext(Status)
  return useSyncExternalStore(subscribe, get, neverLive.get)
}

const neverChanges = () => () => {}

/** True for 1.2 s after a change to `entity:key` was announced, so that its row can be tinted. */
export function useJustChanged(changeKey: string | undefined): boolean {
  const log = useContext(Log)
  return useSyncExternalStore(
    log === null ? neverChanges : log.subscribe,
    () => changeKey !== undefined && (log?.isRecent(changeKey) ?? false),
    () => false,
  )
}

/** Hears of every change while the component stands: for what is not simply asked for again, such as a long computation. */
export function useEachChange(hearer: (change: Change) => void): void {
  const log = useContext(Log)
  const current = useRef(hearer)
  useEffect(() => {
    current.current = hearer
  })
  useEffect(() => log?.hear((change) => current.current(change)), [log])
}

function useCoalescedRefresh(): (what: Change | 'everything') => void {
  const client = useQueryClient()
  const router = useRouter()
  const [refreshing, startRefresh] = useTransition()
  const waiting = useRef<{ changes: Change[]; everything: boolean; page: boolean }>({
    changes: [],
    everything: false,
    page: false,
  })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const flushed = useRef(Number.NEGATIVE_INFINITY)
  const busy = useRef(false)
  busy.current = refreshing

  const [refresh] = useState(() => {
    const flush = () => {
      timer.current = null
      if (document.hidden) return
      if (isRefreshHeld()) return plan()
      const { changes, everything, page } = waiting.current
      if (!everything && !page && changes.length === 0) return
      // The router renders the page after what it has begun, such as a server action: what a screen asks for itself need not wait.
      const free = !busy.current && pageHasSettled()
      waiting.current = { changes: [], everything: false, page: !free }
      flushed.current = performance.now()
      const keys = new Map(changes.flatMap(keysTouchedBy).map((key) => [JSON.stringify(key), key]))
      if (everything) void client.invalidateQueries()
      else for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey })
      if (free) startRefresh(() => refreshPage(router))
      else plan()
    }
    const plan = () => {
      const quiet = performance.now() - flushed.current > FLUSH_MS
      timer.current ??= setTimeout(flush, quiet && !busy.current ? FIRST_FLUSH_MS : FLUSH_MS)
    }
    return Object.assign(
      (what: Change | 'everything') => {
        if (what === 'everything') waiting.current.everything = true
        else waiting.current.changes.push(what)
        plan()
      },
      { flush },
    )
  })

  useEffect(() => {
    document.addEventListener('visibilitychange', refresh.flush)
    return () => {
      document.removeEventListener('visibilitychange', refresh.flush)
      if (timer.current !== null) clearTimeout(timer.current)
    }
  }, [refresh])

  return refresh
}
