'use client'

import { type QueryFunction, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Problem } from './problem'
import { problemOf } from './problem'
import type { QueryKey } from './query-keys'

export interface FreshOptions<View> {
  queryKey: QueryKey
  queryFn: QueryFunction<View>
  /** Ask again this often (ms) whatever the live stream says; false leaves it to the stream. */
  pollMs?: number | false | undefined
}

/**
 * A view whose first paint came from the server: react-query keeps it fresh through the API from there, and each refresh of
 * the page renews it too. When asking fails, the last answer stays and `problem` says why it may be old.
 */
export function useFresh<View>(first: View, options: FreshOptions<View>): { view: View; problem: Problem | null } {
  const { queryKey, queryFn, pollMs = false } = options
  const client = useQueryClient()
  const query = useQuery<View>({ queryKey, queryFn, initialData: () => first, refetchInterval: pollMs })
  const hash = JSON.stringify(queryKey)
  useEffect(() => {
    const key: QueryKey = JSON.parse(hash)
    client.setQueryData(key, first)
  }, [client, hash, first])
  return { view: query.data ?? first, problem: query.isError ? problemOf(query.error) : null }
}
