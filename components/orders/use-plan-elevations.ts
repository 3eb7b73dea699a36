'use client'

import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { elevationsQuery } from '@/components/racks/rack-queries'
import { chunksOf } from '@/components/racks/racks-filters'
import type { ElevationView } from '@/lib/contracts/inventory/rack'

/** Racks asked for at once. */
const CHUNK = 25

/** What stands in these racks, by code; a rack that is not there yet, or could not be had, is missing. */
export function usePlanElevations(codes: readonly string[]): ReadonlyMap<string, ElevationView> {
  const items = useQueries({
    queries: chunksOf([...new Set(codes)].sort(), CHUNK).map(elevationsQuery),
    combine: (results) => results.flatMap((result) => result.data?.items ?? []),
  })
  return useMemo(() => new Map(items.map((item) => [item.rack.code, item])), [items])
}
