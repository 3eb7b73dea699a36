'use client'

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type Problem, problemOf } from '@/lib/client/problem'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { elevationsQuery } from './rack-queries'
import { chunksOf, RACKS_A_CHUNK } from './racks-filters'

/**
 * The contents of those racks that are in view, asked for in chunks; the first chunk came with the page. Kept fresh: a
 * change to any server asks again for the chunks in view only.
 */
export function useElevations(
  codes: readonly string[],
  visible: ReadonlySet<string>,
  first: readonly ElevationView[],
): { elevations: ReadonlyMap<string, ElevationView>; problem: Problem | null } {
  const client = useQueryClient()
  const chunks = useMemo(() => chunksOf(codes, RACKS_A_CHUNK), [codes])
  const firstKey = JSON.stringify(chunks[0] ?? [])
  useEffect(() => {
    const rack: string[] = JSON.parse(firstKey)
    if (rack.length > 0) client.setQueryData(elevationsQuery(rack).queryKey, { items: [...first] })
  }, [client, firstKey, first])

  const answers = useQueries({
    queries: chunks.map((chunk, index) => ({
      ...elevationsQuery(chunk),
      enabled: chunk.some((code) => visible.has(code)),
      ...(index === 0 ? { initialData: { items: [...first] } } : {}),
    })),
    combine: (results) => ({
      items: results.flatMap((result) => result.data?.items ?? []),
      error: results.find((result) => result.isError)?.error ?? null,
    }),
  })
  const elevations = useMemo(() => new Map(answers.items.map((item) => [item.rack.code, item])), [answers.items])
  return { elevations, problem: answers.error === null ? null : problemOf(answers.error) }
}
