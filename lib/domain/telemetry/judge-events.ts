import type { Priority, TicketType } from '../ticket-state'
import { type RuleMatch, suppressionOf } from './rules'
import { assertedBy, isFlapping, nextWord, SYMPTOMS, type SymptomName, type SymptomWord, symptomKey } from './symptoms'

/** What has to be known of a server, under its lock, to say what its events come to. */
export type JudgedServer = {
  decommissioned: boolean
  powerOutage: boolean
  held: boolean
  /** The latest words so far on symptoms that heal, by `symptomKey`. */
  words: ReadonlyMap<string, SymptomWord>
  /** Its latest HOST_UNREACHABLE was kept back by an outage. */
  suppressed: boolean
  /** Names of the components of its OPEN or IN_PROGRESS tickets, by type. */
  live: ReadonlyMap<TicketType, ReadonlySet<string>>
}

export type JudgedEvent = { kind: string; at: number; match: RuleMatch }

export type KeptOutcome = 'decommissioned' | 'no-rule' | 'below-threshold' | 'suppressed'

export type Verdict =
  | { kind: 'kept'; outcome: KeptOutcome; reason: string | null }
  | { kind: 'fault'; type: TicketType; priority: Priority; component: string; partKind: string | null }
  /** It opens its ticket if nothing has said by then that it is over. */
  | {
      kind: 'waits'
      type: TicketType
      priority: Priority
      component: string
      partKind: string | null
      minutes: number
    }
  /**
   * A good word on components of a live ticket: they are marked, and where the symptom heals by itself the ticket ends with its
   * last one, unless it has been flapping.
   */
  | { kind: 'recovers'; type: TicketType; components: string[]; heals: boolean; flapping: boolean }

export type Judgement = {
  verdicts: Verdict[]
  /** The words that these events changed, by `symptomKey`; the host's also where it is only kept back no more. */
  words: Map<string, SymptomWord>
  suppressed: boolean
}

type Latest = { word: SymptomWord | undefined; by: number }

/**
 * What new events of one server come to, in the order received. A symptom that heals is judged once, by its latest event of
 * all (by its time; at the same time the one received later), so that what arrives late, or was over before the batch
 * ended, opens no ticket: it joins one that is live, else it is suppressed and says why.
 */
export function judgeEvents(server: JudgedServer, events: readonly JudgedEvent[]): Judgement {
  if (server.decommissioned) {
    const verdict: Verdict = { kind: 'kept', outcome: 'decommissioned', reason: null }
    return { verdicts: events.map(() => verdict), words: new Map(), suppressed: server.suppressed }
  }
  const latest = latestWords(server, events)
  const verdicts = events.map((event, index) => verdictOf(server, event, latest, index))
  const words = new Map<string, SymptomWord>()
  for (const [key, { word, by }] of latest) if (word !== undefined && by >= 0) words.set(key, word)
  const suppressed = staysSuppressed(server, latest, verdicts)
  const host = server.words.get(HOST_KEY)
  if (suppressed !== server.suppressed && host !== undefined && !words.has(HOST_KEY)) words.set(HOST_KEY, host)
  return { verdicts, words, suppressed }
}

/** Each event's say on symptoms that heal, in the order of their times, then as received. */
function latestWords(server: JudgedServer, events: readonly JudgedEvent[]): Map<string, Latest> {
  const latest = new Map<string, Latest>()
  const says = events.flatMap((event, index) => sayOf(event).map((say) => ({ ...say, at: event.at, index })))
  for (const { key, state, at, index } of says.sort((a, b) => a.at - b.at || a.index - b.index)) {
    const known = latest.get(key) ?? { word: server.words.get(key), by: -1 }
    const word = nextWord(known.word, state, at)
    latest.set(key, word === known.word ? known : { word, by: index })
  }
  return latest
}

function sayOf(event: JudgedEvent): { key: string; state: 'ASSERTED' | 'CLEARED' }[] {
  const { match } = event
  if (match.kind === 'clears') {
    if (!SYMPTOMS[match.symptom].heals) return []
    return match.components.map((component) => ({
      key: symptomKey(match.symptom, component),
      state: 'CLEARED' as const,
    }))
  }
  const symptom = healing(event)
  if (symptom === null || match.kind !== 'opens') return []
  return [{ key: symptomKey(symptom, match.component), state: 'ASSERTED' as const }]
}

/** The symptom that this event asserts, where it is one that heals. */
function healing(event: JudgedEvent): SymptomName | null {
  const symptom = assertedBy(event.kind)
  return symptom !== null && SYMPTOMS[symptom].heals ? symptom : null
}

function verdictOf(
  server: JudgedServer,
  event: JudgedEvent,
  latest: ReadonlyMap<string, Latest>,
  index: number,
): Verdict {
  const { match } = event
  if (match.kind === 'no-rule') return kept('no-rule')
  if (match.kind === 'clears') return recovery(server, match, latest, index) ?? kept('no-rule', 'nothing to end')
  if (match.kind === 'below-threshold') {
    const better = match.clears === null ? null : recovery(server, match.clears, latest, index)
    return better ?? kept('below-threshold', match.words)
  }
  const { type, priority, component, partKind, stillAfterMinutes: minutes } = match
  const fault: Verdict = { kind: 'fault', type, priority, component, partKind }
  const symptom = healing(event)
  // Where it heals, evidence of what has a live ticket joins it whenever it comes.
  if (symptom !== null && server.live.has(type)) return fault
  const word = symptom === null ? undefined : latest.get(symptomKey(symptom, component))?.word
  if (symptom !== null && word?.state === 'CLEARED') return kept('suppressed', SYMPTOMS[symptom].overWords)
  const suppression = suppressionOf(type, server)
  if (suppression !== null) return kept('suppressed', suppression)
  if (minutes === null || server.live.get(type)?.has(component) === true) return fault
  return { kind: 'waits', type, priority, component, partKind, minutes }
}

function recovery(
  server: JudgedServer,
  clears: { symptom: SymptomName; components: readonly string[] },
  latest: ReadonlyMap<string, Latest>,
  index: number,
): Verdict | null {
  const { type, heals, whole } = SYMPTOMS[clears.symptom]
  const live = server.live.get(type)
  if (live === undefined) return null
  const newest = clears.components.filter(
    (component) => !heals || latest.get(symptomKey(clears.symptom, component))?.by === index,
  )
  const better = whole && newest.length > 0 ? [...live] : newest.filter((component) => live.has(component))
  if (better.length === 0) return null
  const flapping = newest.some((component) => isFlapping(latest.get(symptomKey(clears.symptom, component))?.word))
  return { kind: 'recovers', type, components: better, heals, flapping: heals && flapping }
}

/** The host as a component: there is one. */
export const HOST_KEY = symptomKey('host', 'unknown')

/** Only what an outage keeps back is looked at again when it ends; an answer, or a ticket, settles it. */
function staysSuppressed(
  server: JudgedServer,
  latest: ReadonlyMap<string, Latest>,
  verdicts: readonly Verdict[],
): boolean {
  const host = latest.get(HOST_KEY)?.word ?? server.words.get(HOST_KEY)
  if (host?.state !== 'ASSERTED') return false
  if (verdicts.some((verdict) => verdict.kind === 'fault' && verdict.type === 'REBOOT')) return false
  return server.suppressed || verdicts.some((verdict) => verdict.kind === 'kept' && verdict.reason === 'power-outage')
}

function kept(outcome: KeptOutcome, reason: string | null = null): Verdict {
  return { kind: 'kept', outcome, reason }
}
