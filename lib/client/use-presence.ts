'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Present, PresentPeople } from '@/lib/contracts/access/presence'
import type { SharedThing } from '@/lib/domain/edits/shared-things'
import { apiAsk, apiGet } from './api-fetch'
import { useEachChange } from './live-updates'
import { queryKeys } from './query-keys'
import { randomUuid } from './random-key'

/** So often that nobody who is still there is thought gone: see `GONE_MS` in services/access. */
const BEAT_MS = 12_000
/** Walked past with Tab, a field is not told of. */
const SETTLE_MS = 400

/**
 * Who else is on the page of this thing. Says that this tab is here while it is seen, and which field it edits (by the nearest
 * `data-field`); says at once when it leaves.
 */
export function usePresence(entity: SharedThing, key: string): readonly Present[] {
  const client = useQueryClient()
  const [{ queryKey }] = useState(() => presenceQuery(entity, key))
  useEffect(() => {
    const here = new Here({ entity, key, tab: randomUuid() }, (people) => client.setQueryData(queryKey, people))
    here.start()
    return () => here.stop()
  }, [client, queryKey, entity, key])
  const { data, refetch } = useQuery(presenceQuery(entity, key))
  useEachChange(({ entity: changed, key: of }) => {
    if (changed !== 'presence' || of !== `${entity}:${key}`) return
    void refetch()
  })
  return useUntilGone(data?.items)
}

/** Those whom `usePresence` on the same page has heard of: for what stands over the page, as its form does. */
export function usePresent(entity: SharedThing, key: string): readonly Present[] {
  return useUntilGone(useQuery(presenceQuery(entity, key)).data?.items)
}

function presenceQuery(entity: SharedThing, key: string) {
  return {
    queryKey: queryKeys.one('presence', `${entity}:${key}`),
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<PresentPeople>('/presences', { entity, key }, signal),
    // The first beat answers; after it, whoever comes or goes has it asked again.
    enabled: false,
  }
}

/** One tab on the page of one thing. */
class Here {
  private timer: ReturnType<typeof setInterval> | null = null
  private settling: ReturnType<typeof setTimeout> | null = null
  private asking: AbortController | null = null
  private field: string | null = null

  constructor(
    private readonly thing: { entity: SharedThing; key: string; tab: string },
    private readonly onPeople: (people: PresentPeople) => void,
  ) {}

  start(): void {
    document.addEventListener('visibilitychange', this.seen)
    document.addEventListener('focusin', this.focused)
    document.addEventListener('focusout', this.focused)
    window.addEventListener('pagehide', this.leave)
    this.seen()
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.seen)
    document.removeEventListener('focusin', this.focused)
    document.removeEventListener('focusout', this.focused)
    window.removeEventListener('pagehide', this.leave)
    if (this.settling !== null) clearTimeout(this.settling)
    this.leave()
  }

  private readonly seen = (): void => {
    if (document.hidden) {
      this.leave()
      return
    }
    this.timer ??= setInterval(() => void this.beat(), BEAT_MS)
    void this.beat()
  }

  private readonly focused = (): void => {
    if (this.settling !== null) clearTimeout(this.settling)
    this.settling = setTimeout(() => {
      const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field ?? null
      if (field === this.field) return
      this.field = field
      if (this.timer !== null) void this.beat()
    }, SETTLE_MS)
  }

  private readonly leave = (): void => {
    if (this.timer === null) return
    clearInterval(this.timer)
    this.timer = null
    this.asking?.abort()
    const body = new Blob([JSON.stringify({ ...this.thing, leaves: true })], { type: 'application/json' })
    navigator.sendBeacon('/api/v1/presences', body)
  }

  private async beat(): Promise<void> {
    this.asking?.abort()
    const asking = new AbortController()
    this.asking = asking
    const said = this.field === null ? this.thing : { ...this.thing, field: this.field }
    try {
      this.onPeople(await apiAsk<PresentPeople>('/presences', said, asking.signal))
    } catch {
      // Without network nobody can be told, and those who were there are thought gone: the next beat says it again.
    }
  }
}

/** Those whose time has not run out: who closed their laptop is not told of. */
function useUntilGone(people: readonly Present[] | undefined): readonly Present[] {
  const [, tick] = useState(0)
  const now = Date.now()
  const present = (people ?? []).filter(({ until }) => Date.parse(until) > now)
  const next = Math.min(...present.map(({ until }) => Date.parse(until) - now))
  useEffect(() => {
    if (!Number.isFinite(next)) return
    const timer = setTimeout(() => tick((count) => count + 1), next + 50)
    return () => clearTimeout(timer)
  }, [next])
  return present
}
