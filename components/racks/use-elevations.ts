'use client'

import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type Problem, problemOf } from '@/lib/client/problem'
import type { DrawnElevation } from './rack-cells'
import { elevationsQuery } from './rack-queries'
import { chunksOf, RACKS_A_CHUNK } from './racks-filters'
import type { Range } from './row-layout'

/** Racks beyond those that are drawn whose contents are asked for already. */
const AHEAD = 6

interface Elevations {
  elevations: ReadonlyMap<string, DrawnElevation>
  problem: Problem | null
}

/** One for all renders: react-query runs it anew only when an answer has changed. */
function combined(results: readonly UseQueryResult<{ items: DrawnElevation[] }>[]): Elevations {
  const error = results.find((result) => result.isError)?.error ?? null
  const known = results.flatMap(({ data }) => data?.items.map((item) => [item.rack.code, item] as const) ?? [])
  return new Answers(new Map(known), error === null ? null : problemOf(error))
}

/** A class of its own: react-query would compare plain objects to their depths, which costs more than drawing them. */
class Answers implements Elevations {
  constructor(
    readonly elevations: ReadonlyMap<string, DrawnElevation>,
    readonly problem: Problem | null,
  ) {}
}

/**
 * The contents of the racks that are drawn and of some beside them, asked for in chunks; the first chunk came with the page.
 * Kept fresh: a change to any server asks again for these chunks only.
 */
export function useElevations(codes: readonly string[], range: Range, first: readonly DrawnElevation[]): Elevations {
  const client = useQueryClient()
  const chunks = useMemo(() => chunksOf(codes, RACKS_A_CHUNK), [codes])
  const firstKey = JSON.stringify(chunks[0] ?? [])
  useEffect(() => {
    const rack: string[] = JSON.parse(firstKey)
    if (rack.length > 0) client.setQueryData(elevationsQuery(rack).queryKey, { items: [...first] })
  }, [client, firstKey, first])

  const from = Math.max(0, Math.floor((range.from - AHEAD) / RACKS_A_CHUNK))
  const to = range.to < range.from ? -1 : Math.floor((range.to + AHEAD) / RACKS_A_CHUNK)
  return useQueries({
    queries: chunks.slice(from, Math.max(from, to + 1)).map((chunk, index) => ({
      ...elevationsQuery(chunk),
      ...(from + index === 0 ? { initialData: { items: [...first] } } : {}),
    })),
    combine: combined,
  })
}
