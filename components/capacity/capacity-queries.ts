import { apiGet } from '@/lib/client/api-fetch'
import type { OutageEffectView } from '@/lib/contracts/inventory/datacenter'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { NOTHING_ASKED, type Question } from './capacity-address'

/** The figures of every datacenter in view, or of one; and what they would be if. */
export function capacityQuery(scope: string | null, question: Question = NOTHING_ASKED) {
  const params = { ...(scope === null ? {} : { datacenter: scope }), ...question }
  return {
    queryKey: ['capacity', params] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<CapacityView>('/capacity', params, signal),
  }
}

/** What a power outage would touch now: asked when its dialog opens. */
export function outageEffectQuery(code: string) {
  return {
    queryKey: ['capacity', 'outage-effect', code] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      apiGet<OutageEffectView>(`/datacenters/${encodeURIComponent(code)}/outage-effect`, {}, signal),
  }
}
