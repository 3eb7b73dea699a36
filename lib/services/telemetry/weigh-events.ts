import { matchRule, type Rule, type RuleMatch } from '../../domain/telemetry/rules'
import { assertedBy, SYMPTOMS } from '../../domain/telemetry/symptoms'
import type { Watched } from './find-servers'
import { payloadOf } from './parse-events'
import type { PlacedEvent } from './placed-event'

/** What becomes of an event that nothing but the rules has to be asked about. */
export interface LightOutcome {
  outcome: 'decommissioned' | 'no-rule' | 'below-threshold'
  reason: string | null
}

export interface WeighedEvent {
  event: PlacedEvent
  /** What it is stored as. */
  stored: LightOutcome | { outcome: typeof TAKEN; reason: null }
  /** Of a heavy one what the rules say of it: it is judged before its outcome is final. Null of a light one. */
  match: RuleMatch | null
}

/** The outcome of what opens something, until it was judged: of none once its transaction is over. */
const TAKEN = 'taken'

/**
 * What becomes of events, where that does not depend on what else is known of their servers. A heavy one is judged with its server
 * locked: it opens something, ends something, or is a good word on a server of which something waits for such a word. Nearly all
 * events are light, which is what makes taking them in cheap: their payloads are let go here, as what lives while the database
 * works is carried along by each collection of garbage.
 */
export function weighEvents(rules: readonly Rule[], events: readonly PlacedEvent[]): WeighedEvent[] {
  const matches = events.map((event) => matchRule(rules, { kind: event.kind, payload: payloadOf(event) }))
  const waiting = new Set<number>()
  for (const [i, { kind, server }] of events.entries()) {
    const match = matches[i]
    if (match?.kind === 'opens' && (match.stillAfterMinutes !== null || assertsHealing(kind))) waiting.add(server.id)
  }
  return events.flatMap((event, i) => {
    const match = matches[i]
    if (match === undefined) return []
    const heavy = isHeavy(match, event.server.watched, waiting.has(event.server.id))
    if (!heavy) event.payload = null
    return { event, stored: plainOutcome(event, match), match: heavy ? match : null }
  })
}

/** What is asserted in the same request and heals is judged together with the good words on it. */
function assertsHealing(kind: string): boolean {
  const symptom = assertedBy(kind)
  return symptom !== null && SYMPTOMS[symptom].heals
}

/** @param asserted something of its server that waits or heals comes in the same request */
function isHeavy(match: RuleMatch, watched: Watched, asserted: boolean): boolean {
  if (match.kind === 'opens') return true
  const clears = match.kind === 'clears' ? match : match.kind === 'below-threshold' ? match.clears : null
  if (clears === null || asserted) return clears !== null
  const components = watched.get(SYMPTOMS[clears.symptom].type)
  return components === null || clears.components.some((component) => components?.has(component) === true)
}

/** As if nothing else were known. */
function plainOutcome(event: PlacedEvent, match: RuleMatch): WeighedEvent['stored'] {
  if (match.kind === 'opens') return { outcome: TAKEN, reason: null }
  if (event.server.decommissioned) return { outcome: 'decommissioned', reason: null }
  if (match.kind === 'below-threshold') return { outcome: 'below-threshold', reason: match.words }
  return match.kind === 'clears' ? NOTHING_TO_END : NO_RULE
}
const NOTHING_TO_END: LightOutcome = { outcome: 'no-rule', reason: 'nothing to end' }
const NO_RULE: LightOutcome = { outcome: 'no-rule', reason: null }
