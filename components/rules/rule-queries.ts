import { apiAsk, apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { Page } from '@/lib/contracts/paging'
import type { DryRunInput, DryRunView, SeenKindView } from '@/lib/contracts/telemetry/dry-run'
import type { RuleView } from '@/lib/contracts/telemetry/rule'

interface WithSignal {
  signal: AbortSignal
}

/** Rules are few: so many at most are shown, with a word where there are more. */
export const RULES_SHOWN = 200

export function rulesQuery() {
  const params = { limit: RULES_SHOWN }
  return {
    queryKey: queryKeys.list('telemetry-rule', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<RuleView>>('/telemetry-rules', params, signal),
  }
}

/** The kinds that came lately: what a rule can be made of. */
export function seenKindsQuery() {
  return {
    queryKey: ['telemetry', 'seen-kinds'] as const,
    queryFn: ({ signal }: WithSignal) => apiGet<{ items: SeenKindView[] }>('/telemetry-rules/seen-kinds', {}, signal),
    staleTime: 300_000,
  }
}

/** What the rule would have done; the same question is not asked twice within a minute. */
export function dryRunQuery(question: DryRunInput | null) {
  return {
    queryKey: ['telemetry', 'dry-run', question] as const,
    queryFn: ({ signal }: WithSignal) => apiAsk<DryRunView>('/telemetry-rules/dry-run', question ?? {}, signal),
    enabled: question !== null,
    staleTime: 60_000,
    retry: false,
  }
}
