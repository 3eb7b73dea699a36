'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiProblem } from './problem'

/** A refusal will not change by asking again; a lost connection or a 5xx may. */
function mayRetry(failures: number, error: Error): boolean {
  if (failures >= 2) return false
  return !(error instanceof ApiProblem) || error.problem.status === 0 || error.problem.status >= 500
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Server-sent events say when something changed, so data stays fresh until then; the minute is the backstop.
      queries: { staleTime: 60_000, retry: mayRetry, refetchOnWindowFocus: true },
    },
  })
}

/** One query client per tab. Stands in the root layout, above LiveUpdates. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(newClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
