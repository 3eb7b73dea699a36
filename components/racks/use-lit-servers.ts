'use client'

import { useMemo, useRef } from 'react'
import type { DrawnElevation, StandingServer } from './rack-cells'

type LitServers = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The servers that a search lights, by rack, of the racks in view. A rack keeps its set as long as the same are lit: a letter more, or
 * the server's answer, draws only those racks anew in which something changes.
 */
export function useLitServers(
  inView: readonly { code: string }[],
  elevations: ReadonlyMap<string, DrawnElevation>,
  search: { hits: ReadonlyMap<string, StandingServer[]>; isHit: ((server: StandingServer) => boolean) | null },
): LitServers {
  const before = useRef<LitServers>(new Map())
  const { hits, isHit } = search
  return useMemo(() => {
    const now = new Map<string, ReadonlySet<string>>()
    if (isHit !== null) {
      for (const { code } of inView) {
        const servers = elevations.get(code)?.servers ?? hits.get(code) ?? []
        const lit = new Set(servers.filter(isHit).map(({ barcode }) => barcode))
        if (lit.size > 0) now.set(code, keptOr(before.current.get(code), lit))
      }
    }
    before.current = now
    return now
  }, [inView, elevations, hits, isHit])
}

function keptOr(before: ReadonlySet<string> | undefined, now: ReadonlySet<string>): ReadonlySet<string> {
  return before?.size === now.size && [...now].every((barcode) => before.has(barcode)) ? before : now
}
