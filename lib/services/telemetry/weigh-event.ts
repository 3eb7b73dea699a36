import { matchRule, type Rule } from '../../domain/telemetry/rules'
import { SYMPTOMS } from '../../domain/telemetry/symptoms'
import type { PlacedEvent } from './placed-event'

/** What becomes of an event that nothing but the rules has to be asked about. */
export interface LightOutcome {
  outcome: 'decommissioned' | 'no-rule' | 'below-threshold'
  reason: string | null
}

/**
 * What becomes of an event, where that does not depend on what else is known of its server; null: it has weight, and is
 * judged with its server locked: it opens something, ends something, or is a good word on a server that somebody
 * repairs. Nearly all events are light, which is what makes taking them in cheap.
 */
export function weighEvent(rules: readonly Rule[], event: PlacedEvent): LightOutcome | null {
  const match = matchRule(rules, event)
  if (match.kind === 'opens') return null
  const clears = match.kind === 'clears' ? match : match.kind === 'below-threshold' ? match.clears : null
  if (clears !== null && (SYMPTOMS[clears.symptom].heals || event.server.underRepair)) return null
  if (event.server.decommissioned) return { outcome: 'decommissioned', reason: null }
  if (match.kind === 'below-threshold') return { outcome: 'below-threshold', reason: match.words }
  return { outcome: 'no-rule', reason: match.kind === 'clears' ? 'nothing to end' : null }
}
