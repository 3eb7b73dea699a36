import type { Priority, TicketType } from '../ticket-state'
import { componentOf, componentsOf } from './components'
import { assertedBy, clearedBy, isReport, SYMPTOMS, type SymptomName } from './symptoms'

export const RULE_OPERATORS = ['over', 'any-bit'] as const
export type RuleOperator = (typeof RULE_OPERATORS)[number]
export const RULE_AGGREGATES = ['count', 'sum'] as const
export type RuleAggregate = (typeof RULE_AGGREGATES)[number]

/**
 * A rule is data: an event of this kind opens a ticket. With a field and a threshold only if that number of its payload is
 * over it, or has one of the threshold's bits. With an aggregate only if, of the same component and within windowMinutes
 * (by the times of the events), there are more events than the threshold, or the field adds up to more. With
 * stillAfterMinutes only if nothing said since that it is over.
 */
export type Rule = {
  kind: string
  field: string | null
  operator: RuleOperator
  threshold: number | null
  aggregate: RuleAggregate | null
  windowMinutes: number | null
  stillAfterMinutes: number | null
  ticketType: TicketType
  priority: Priority
  /** Which kind of part each component needs; null: as the type of ticket says. */
  partKind: string | null
  enabled: boolean
}

/** A rule that opens a NORMAL ticket for any event of a kind: what others are written as differences from. */
export const PLAIN_RULE = {
  field: null,
  operator: 'over',
  threshold: null,
  aggregate: null,
  windowMinutes: null,
  stillAfterMinutes: null,
  priority: 'NORMAL',
  partKind: null,
  enabled: true,
} as const

const DISK = { ...PLAIN_RULE, kind: 'SMART_REPORT', ticketType: 'REPLACE_DISK' } as const

/**
 * What an installation starts with. Bits of an NVMe critical warning: NVMe base specification 2.0, figure 207 (1 spare
 * low, 2 temperature, 4 unreliable, 8 read-only, 16 backup failed, 32 persistent memory). Sectors: smartd reports any pending or
 * offline-uncorrectable one (-C 197 -U 198); disks in good health have a few reallocated ones.
 */
export const DEFAULT_RULES: readonly Rule[] = [
  { ...PLAIN_RULE, kind: 'SMART_FAIL', ticketType: 'REPLACE_DISK', priority: 'HIGH' },
  { ...DISK, field: 'criticalWarning', operator: 'any-bit', threshold: 61, priority: 'HIGH' },
  { ...DISK, field: 'criticalWarning', operator: 'any-bit', threshold: 2, ticketType: 'CHECK_COOLING' },
  { ...DISK, field: 'mediaErrors', threshold: 0 },
  { ...DISK, field: 'reallocated', threshold: 10 },
  { ...DISK, field: 'pending', threshold: 0 },
  { ...DISK, field: 'offlineUncorrectable', threshold: 0 },
  { ...PLAIN_RULE, kind: 'ECC_ERRORS', field: 'count', threshold: 10, ticketType: 'REPLACE_RAM' },
  {
    ...{ ...PLAIN_RULE, kind: 'ECC_ERRORS', field: 'count', threshold: 100, ticketType: 'REPLACE_RAM' },
    ...{ aggregate: 'sum', windowMinutes: 1_440 },
  },
  { ...PLAIN_RULE, kind: 'ECC_UNCORRECTABLE', ticketType: 'REPLACE_RAM', priority: 'HIGH' },
  { ...PLAIN_RULE, kind: 'OVERHEAT', ticketType: 'CHECK_COOLING' },
  { ...PLAIN_RULE, kind: 'HOST_UNREACHABLE', ticketType: 'REBOOT' },
]

type Payload = Readonly<Record<string, unknown>>
export type RuleEvent = { kind: string; payload: Payload }

export type RuleMatch =
  | {
      kind: 'opens'
      type: TicketType
      priority: Priority
      component: string
      partKind: string | null
      stillAfterMinutes: number | null
    }
  /** A good word on components: what was said of them is over. */
  | { kind: 'clears'; symptom: SymptomName; components: string[] }
  /** words: null of a report, which has all its readings in its payload: to say that of each would be a third of what is written. */
  | { kind: 'below-threshold'; words: string | null; clears: { symptom: SymptomName; components: string[] } | null }
  | { kind: 'no-rule' }

/** Of each list of rules, by kind: those that are on, the one that decides first. A batch asks the same list a thousand times. */
const sorted = new WeakMap<readonly Rule[], Map<string, Rule[]>>()

function rulesOf(rules: readonly Rule[], kind: string): readonly Rule[] {
  const known = sorted.get(rules)
  if (known !== undefined) return known.get(kind) ?? NONE
  const on = rules.filter((rule) => rule.enabled).sort(compareRules)
  sorted.set(
    rules,
    Map.groupBy(on, (rule) => rule.kind),
  )
  return rulesOf(rules, kind)
}
const NONE: readonly Rule[] = []

const PRIORITY_ORDER: readonly Priority[] = ['HIGH', 'NORMAL', 'LOW']

/** What the events of an event's window, itself included, come to for a rule with an aggregate. */
export type WindowReading = (rule: Rule) => number

/**
 * What the rules say of an event. Of several that match, the most urgent one opens the ticket (one that opens at once before
 * one that waits, then by type), as an event belongs to one ticket. Rules with an aggregate are asked only where the reading
 * of their window is given.
 */
export function matchRule(rules: readonly Rule[], event: RuleEvent, window?: WindowReading): RuleMatch {
  const cleared = clearedBy(event.kind)
  if (cleared !== null)
    return { kind: 'clears', symptom: cleared, components: componentsOf(SYMPTOMS[cleared].type, event.payload) }
  const own = rulesOf(rules, event.kind)
  const matching = own.find((rule) => meetsRule(rule, event.payload, window))
  if (matching !== undefined) {
    const { ticketType, priority, partKind, stillAfterMinutes } = matching
    const component = componentOf(ticketType, event.payload)
    return { kind: 'opens', type: ticketType, priority, component, partKind, stillAfterMinutes }
  }
  if (own.length === 0) return { kind: 'no-rule' }
  const clears = goodReport(event)
  return { kind: 'below-threshold', words: clears === null ? belowInWords(own, event.payload) : null, clears }
}

/** The rule by which `matchRule` opens a ticket, or null. */
export function decidingRule(rules: readonly Rule[], event: RuleEvent, window?: WindowReading): Rule | null {
  if (clearedBy(event.kind) !== null) return null
  return rulesOf(rules, event.kind).find((rule) => meetsRule(rule, event.payload, window)) ?? null
}

/** Whether a rule with an aggregate speaks of this kind: its events have to be counted under the server's lock. */
export function windowRules(rules: readonly Rule[], kind: string): Rule[] {
  return rulesOf(rules, kind).filter((rule) => rule.aggregate !== null)
}

/** What one event adds to the window of a rule. */
export function windowShare(rule: Rule, payload: Payload): number {
  if (rule.aggregate === 'count') return 1
  return rule.field === null ? 0 : (readingOf(rule.field, payload) ?? 0)
}

/** The largest sum of any stretch of `minutes` that holds the event at `at`; all of one component, times in milliseconds. */
export function fullestWindow(events: readonly { at: number; share: number }[], at: number, minutes: number): number {
  const span = minutes * 60_000
  const near = events.filter((event) => Math.abs(event.at - at) <= span).sort((a, b) => a.at - b.at)
  let best = 0
  for (const first of near) {
    if (first.at > at) break
    const inside = near.filter((event) => event.at >= first.at && event.at <= first.at + span)
    if (first.at + span >= at)
      best = Math.max(
        best,
        inside.reduce((sum, event) => sum + event.share, 0),
      )
  }
  return best
}

/** Why a ticket that the rules ask for is not opened now, or null. A REBOOT is no news in an outage or on a held server. */
export function suppressionOf(
  type: TicketType,
  server: { powerOutage: boolean; held: boolean },
): 'power-outage' | 'hold' | null {
  if (type !== 'REBOOT') return null
  if (server.powerOutage) return 'power-outage'
  return server.held ? 'hold' : null
}

function goodReport(event: RuleEvent): { symptom: SymptomName; components: string[] } | null {
  const symptom = isReport(event.kind) ? assertedBy(event.kind) : null
  return symptom === null ? null : { symptom, components: componentsOf(SYMPTOMS[symptom].type, event.payload) }
}

/** Whether the event is one that the rule opens tickets for, switched on or not. */
export function meetsRule(rule: Rule, payload: Payload, window?: WindowReading): boolean {
  if (rule.aggregate !== null) return window !== undefined && rule.threshold !== null && window(rule) > rule.threshold
  if (rule.field === null || rule.threshold === null) return true
  const reading = readingOf(rule.field, payload)
  if (reading === null) return false
  return rule.operator === 'over' ? reading > rule.threshold : (Math.trunc(reading) & rule.threshold) !== 0
}

/** A number, also where it came as text. */
export function readingOf(field: string, payload: Payload): number | null {
  const value = payload[field]
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const reading = Number(value)
  return Number.isFinite(reading) ? reading : null
}

/** What was read and what would have opened a ticket; of many fields those that were given, at most three, in short. */
function belowInWords(rules: readonly Rule[], payload: Payload): string {
  const plain = rules.filter((rule) => rule.aggregate === null && rule.field !== null)
  const given = plain.filter((rule) => rule.field !== null && readingOf(rule.field, payload) !== null)
  const byField = [...new Map((given.length > 0 ? given : plain).map((rule) => [rule.field, rule])).values()]
  const limitOf = (rule: Rule) => (rule.operator === 'over' ? `over ${rule.threshold}` : 'on some of its bits')
  const words = byField.slice(0, 3).map((rule) => {
    const reading = (rule.field === null ? null : readingOf(rule.field, payload)) ?? 'is not given'
    return byField.length === 1
      ? `${rule.field} ${reading}, a ticket opens ${limitOf(rule)}`
      : `${rule.field} ${reading} (opens ${limitOf(rule)})`
  })
  return words.length > 0 ? words.join(', ') : 'too few within the window'
}

function compareRules(a: Rule, b: Rule): number {
  return (
    PRIORITY_ORDER.indexOf(a.priority) - PRIORITY_ORDER.indexOf(b.priority) ||
    (a.stillAfterMinutes ?? 0) - (b.stillAfterMinutes ?? 0) ||
    (a.ticketType < b.ticketType ? -1 : a.ticketType > b.ticketType ? 1 : 0)
  )
}
