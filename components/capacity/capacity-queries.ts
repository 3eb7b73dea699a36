import { apiGet } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'

/** The figures of every datacenter in view, or of one. */
export function capacityQuery(scope: string | null) {
  return {
    queryKey: ['capacity', { datacenter: scope }] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      apiGet<CapacityView>('/capacity', scope === null ? {} : { datacenter: scope }, signal),
  }
}
