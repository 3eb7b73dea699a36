import { hostStateOf } from '../../domain/telemetry/judge-events'
import { matchRule, type Rule } from '../../domain/telemetry/rules'
import type { PlacedEvent } from './placed-event'

/** What becomes of an event that nothing but the rules has to be asked about. */
export interface LightOutcome {
  outcome: 'decommissioned' | 'no-rule' | 'below-threshold'
  reason: string | null
}

/**
 * What becomes of an event, where that does not depend on what else is known of its server; null: it has weight, and is
 * judged with its server locked. Nearly all events are light, which is what makes taking them in cheap.
 */
export function weighEvent(rules: readonly Rule[], event: PlacedEvent): LightOutcome | null {
  if (hostStateOf(event.kind) !== null) return null
  const match = matchRule(rules, event)
  if (match.kind !== 'no-rule' && match.kind !== 'below-threshold') return null
  if (event.server.decommissioned) return { outcome: 'decommissioned', reason: null }
  return match.kind === 'no-rule'
    ? { outcome: 'no-rule', reason: null }
    : { outcome: 'below-threshold', reason: match.words }
}
