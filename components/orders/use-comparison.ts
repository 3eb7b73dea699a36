'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useEachChange } from '@/lib/client/live-updates'
import { type Problem, problemOf } from '@/lib/client/problem'
import type { PlanComparison } from '@/lib/contracts/planning/plan'
import { comparisonQuery } from './order-queries'
import type { PlanLimits } from './plan-options'

export interface Comparison {
  /** null: not answered yet, or refused. */
  view: PlanComparison | null
  problem: Problem | null
  pending: boolean
  /** Servers that changed since it was worked out. */
  changed: ReadonlySet<string>
  again: () => void
}

const nothing: ReadonlySet<string> = new Set()

/** The order's plans side by side. What changes meanwhile is counted and not followed: columns must not move under a choice. */
export function useComparison(number: string, limits: PlanLimits, allowed: boolean): Comparison {
  const query = useQuery({ ...comparisonQuery(number, limits), enabled: allowed })
  const { isFetching, refetch } = query
  const [changed, setChanged] = useState(nothing)
  // What is being worked out now knows all that changed before; what changes meanwhile, it may not know.
  useEffect(() => {
    if (isFetching) setChanged(nothing)
  }, [isFetching])
  useEachChange(({ entity, key }) => {
    if (entity === 'server') setChanged((now) => (now.has(key) ? now : new Set(now).add(key)))
  })
  return useMemo(
    () => ({
      view: query.isError ? null : (query.data ?? null),
      problem: query.isError && !isFetching ? problemOf(query.error) : null,
      pending: isFetching,
      changed,
      again: () => void refetch(),
    }),
    [query.data, query.isError, query.error, isFetching, changed, refetch],
  )
}
