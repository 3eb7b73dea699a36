'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { replaceQuery } from '@/lib/client/page-address'
import type { RackHitsView, RackHitView } from '@/lib/contracts/inventory/rack-hit'
import type { DrawnElevation, StandingServer } from './rack-cells'
import { rackHitsQuery } from './rack-queries'
import { type RacksFilters, racksHref } from './racks-filters'

/** After the last key: the address follows. */
const ADDRESS_MS = 250

export interface RowSearch {
  q: string
  setQ: (q: string) => void
  /** The server's answer, wherever the servers stand; null while it is not there, or nothing is searched. */
  found: RackHitsView | null
  /** Does the search light this server? Null while nothing is searched. */
  isHit: ((server: StandingServer) => boolean) | null
  /** Racks that hold something found. */
  racks: ReadonlySet<string>
  /** What is known of the servers found, by rack: drawn until the rack’s whole contents are there. */
  hits: ReadonlyMap<string, StandingServer[]>
  /** The first of them in what is known: where to look. */
  firstRack: string | undefined
}

const NONE: ReadonlySet<string> = new Set()
const NO_HITS: ReadonlyMap<string, StandingServer[]> = new Map()

/**
 * Lights up what is typed at once in what is loaded, by barcode; the server's answer then adds what it knows by serial, asset
 * number or host name, and the racks that are not loaded.
 */
export function useRowSearch(filters: RacksFilters): RowSearch {
  const [q, setQ] = useState(filters.q ?? '')
  const [known, setKnown] = useState(filters.q)
  // The address changed by other means: back, or a link.
  if (known !== filters.q) {
    setKnown(filters.q)
    setQ(filters.q ?? '')
  }
  const text = q.trim()
  useEffect(() => {
    if (text === (filters.q ?? '')) return
    const write = () => {
      forget()
      replaceQuery(racksHref(filters, { q: text === '' ? undefined : text }))
    }
    const timer = setTimeout(write, ADDRESS_MS)
    // Written before a link is followed: afterwards it would call the router back to this page.
    window.addEventListener('pointerdown', write)
    window.addEventListener('focusout', write)
    const forget = () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', write)
      window.removeEventListener('focusout', write)
    }
    return forget
  }, [text, filters])

  const client = useQueryClient()
  const { datacenter } = filters
  const type = useCallback(
    (typed: string) => {
      setQ(typed)
      // Asked while the row is drawn anew, rather than after it.
      const asked = rackHitsQuery(typed.trim(), datacenter)
      if (asked.enabled) void client.prefetchQuery(asked)
    },
    [client, datacenter],
  )
  const hits = useQuery(rackHitsQuery(text, datacenter))
  const found = text === '' || hits.data === undefined ? null : hits.data
  return useMemo(() => {
    if (text === '')
      return { q, setQ: type, found: null, isHit: null, racks: NONE, hits: NO_HITS, firstRack: undefined }
    const wanted = text.toLowerCase()
    const barcodes = new Set(found?.items.map((server) => server.barcode))
    const isHit = ({ barcode }: { barcode: string }) => barcode.toLowerCase().includes(wanted) || barcodes.has(barcode)
    const loaded = client.getQueriesData<{ items: DrawnElevation[] }>({ queryKey: ['elevation', 'list'] })
    const local = loaded
      .flatMap(([, data]) => data?.items ?? [])
      .flatMap(({ rack, servers }) => (servers.some(isHit) ? [rack.code] : []))
    const racks = new Set([...(found?.items.flatMap((server) => server.rack ?? []) ?? []), ...local])
    const [firstRack] = racks
    return { q, setQ: type, found, isHit, racks, hits: hitsByRack(found?.items ?? []), firstRack }
  }, [q, text, type, found, client])
}

function hitsByRack(found: readonly RackHitView[]): Map<string, StandingServer[]> {
  const hits = new Map<string, StandingServer[]>()
  for (const { rack, u, face, ...server } of found) {
    if (rack === undefined || u === undefined || face === undefined) continue
    hits.set(rack, [...(hits.get(rack) ?? []), { ...server, u, face }])
  }
  return hits
}
