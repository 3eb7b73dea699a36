import type { Priority, TicketType } from '../ticket-state'

/**
 * A rule is data: an event of this kind opens a ticket; with a field and a threshold only if that number of its payload
 * is over it.
 */
export type Rule = {
  kind: string
  field: string | null
  threshold: number | null
  ticketType: TicketType
  priority: Priority
  enabled: boolean
}

/** What an installation starts with. */
export const DEFAULT_RULES: readonly Rule[] = [
  { kind: 'SMART_FAIL', field: null, threshold: null, ticketType: 'REPLACE_DISK', priority: 'HIGH', enabled: true },
  { kind: 'ECC_ERRORS', field: 'count', threshold: 10, ticketType: 'REPLACE_RAM', priority: 'NORMAL', enabled: true },
  { kind: 'OVERHEAT', field: null, threshold: null, ticketType: 'CHECK_COOLING', priority: 'NORMAL', enabled: true },
  { kind: 'HOST_UNREACHABLE', field: null, threshold: null, ticketType: 'REBOOT', priority: 'NORMAL', enabled: true },
]

export type RuleEvent = { kind: string; payload: Readonly<Record<string, unknown>> }

export type RuleMatch =
  | { kind: 'opens'; type: TicketType; priority: Priority; component: string }
  /** HOST_REACHABLE: what HOST_UNREACHABLE began is over. */
  | { kind: 'ends'; type: TicketType }
  | { kind: 'below-threshold'; words: string }
  | { kind: 'no-rule' }

const PRIORITY_ORDER: readonly Priority[] = ['HIGH', 'NORMAL', 'LOW']

/**
 * What the rules say of an event. Of several that match, the most urgent one opens the ticket (then by type), as an
 * event belongs to one ticket.
 */
export function matchRule(rules: readonly Rule[], event: RuleEvent): RuleMatch {
  if (event.kind === 'HOST_REACHABLE') return { kind: 'ends', type: 'REBOOT' }
  const own = rules.filter((rule) => rule.enabled && rule.kind === event.kind).sort(compareRules)
  const matching = own.find((rule) => isOver(rule, event.payload))
  if (matching) {
    return {
      kind: 'opens',
      type: matching.ticketType,
      priority: matching.priority,
      component: componentOf(matching.ticketType, event.payload),
    }
  }
  const first = own[0]
  return first ? { kind: 'below-threshold', words: belowInWords(first, event.payload) } : { kind: 'no-rule' }
}

/** What the ticket is about: a disk's serial, else its device, a DIMM's slot, a sensor; `unknown` where nothing is said. */
export function componentOf(type: TicketType, payload: Readonly<Record<string, unknown>>): string {
  for (const field of COMPONENT_FIELDS[type]) {
    const value = payload[field]
    const name = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (name !== '') return name.slice(0, 128)
  }
  return 'unknown'
}

const COMPONENT_FIELDS: Record<TicketType, readonly string[]> = {
  REPLACE_DISK: ['serial', 'device'],
  REPLACE_RAM: ['dimm'],
  CHECK_COOLING: ['sensor'],
  REBOOT: [],
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

function isOver(rule: Rule, payload: Readonly<Record<string, unknown>>): boolean {
  if (rule.field === null || rule.threshold === null) return true
  const reading = readingOf(rule.field, payload)
  return reading !== null && reading > rule.threshold
}

/** A number, also where it came as text. */
function readingOf(field: string, payload: Readonly<Record<string, unknown>>): number | null {
  const value = payload[field]
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const reading = Number(value)
  return Number.isFinite(reading) ? reading : null
}

function belowInWords(rule: Rule, payload: Readonly<Record<string, unknown>>): string {
  const reading = rule.field === null ? null : readingOf(rule.field, payload)
  return `${rule.field} ${reading ?? 'is not given'}, a ticket opens over ${rule.threshold}`
}

function compareRules(a: Rule, b: Rule): number {
  return (
    PRIORITY_ORDER.indexOf(a.priority) - PRIORITY_ORDER.indexOf(b.priority) || (a.ticketType < b.ticketType ? -1 : 1)
  )
}
