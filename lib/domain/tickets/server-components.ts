import type { Health } from '../state-words'
import { LIVE_TICKET_STATES, type TicketState, type TicketType } from '../ticket-state'
import type { PartFacts } from './part-facts'
import { isPartKind, neededOf } from './spares'

/** One component of a ticket, as its repair left it; in the order in which they were opened. */
export interface RepairedComponent {
  ticket: string
  type: TicketType
  status: TicketState
  isHigh: boolean
  name: string
  partKind: string | null
  facts: PartFacts
  removedSerial: string | null
  installedSerial: string | null
  sku: string | null
  swappedAt: Date | null
  swappedBy: string | null
  verifiedAt: Date | null
}

/** The latest word that telemetry said of a component. */
export interface ComponentWord {
  kind: string
  name: string
  isWrong: boolean
  since: Date
}

/** A piece that is known to be built in. */
export interface BuiltIn {
  serial: string
  sku: string | null
  kind: string | null
  facts: PartFacts
  since: Date
}

export interface ServerComponent {
  /** A slot, or a serial where that is all that it is called by. */
  name: string
  kind: string | null
  health: Health
  since: Date | null
  serial: string | null
  sku: string | null
  facts: PartFacts
  /** That is open about it. */
  ticket: string | null
}

export interface ReplacedComponent {
  name: string
  kind: string | null
  removedSerial: string | null
  installedSerial: string | null
  sku: string | null
  ticket: string
  at: Date
  by: string | null
}

const UNKNOWN = 'unknown'
/** What is called by its own serial goes with it; the others are called by the place that they are in. */
const CALLED_BY_SERIAL: readonly TicketType[] = ['REPLACE_DISK']

/**
 * What is known of a server's components: each that a ticket was about, that telemetry spoke of, or that is built in by its serial.
 * What was taken out is not among them; it is in the history, newest first.
 */
export function serverComponents(of: {
  repaired: readonly RepairedComponent[]
  words: readonly ComponentWord[]
  builtIn: readonly BuiltIn[]
}): { components: ServerComponent[]; replaced: ReplacedComponent[] } {
  const found = new Map<string, ServerComponent>()
  const known = (name: string): ServerComponent => {
    const key = name.toLowerCase()
    const one = found.get(key) ?? bare(name)
    found.set(key, one)
    return one
  }
  for (const { kind, name, isWrong, since } of of.words) {
    Object.assign(known(name), { kind, since, health: isWrong ? 'WARNING' : 'OK' })
  }
  for (const one of of.repaired) repair(one, found, known)
  for (const { serial, sku, kind, facts, since } of of.builtIn) {
    const one = [...found.values()].find((other) => same(other.serial, serial)) ?? known(serial)
    one.serial = serial
    one.sku = sku
    one.kind ??= kindOf(kind)
    one.since ??= since
    one.facts = { ...facts, ...one.facts }
  }
  return {
    components: [...found.values()].sort((a, b) => compare(a.kind ?? '~', b.kind ?? '~') || compare(a.name, b.name)),
    replaced: of.repaired.flatMap(replacedOf).sort((a, b) => b.at.getTime() - a.at.getTime()),
  }
}

/** A ticket that is open makes it wrong; one that ended with a swap leaves the new piece in its place. */
function repair(
  one: RepairedComponent,
  found: Map<string, ServerComponent>,
  known: (name: string) => ServerComponent,
): void {
  const { type, status, name, facts, installedSerial, sku, swappedAt, verifiedAt } = one
  const open = LIVE_TICKET_STATES.some((live) => live === status)
  if (same(name, UNKNOWN) && !open) return
  const kind = kindOf(neededOf(type, one.partKind))
  if (kind === null && !open) return
  const gone = swappedAt !== null && CALLED_BY_SERIAL.includes(type)
  if (gone) found.delete(name.toLowerCase())
  if (gone && installedSerial === null) return
  const now = known(gone ? (installedSerial ?? name) : name)
  now.kind ??= kind
  if (swappedAt === null) now.facts = { ...now.facts, ...facts }
  else Object.assign(now, { serial: installedSerial, sku, facts: {}, since: swappedAt })
  if (open) Object.assign(now, { ticket: one.ticket, health: one.isHigh ? 'CRITICAL' : 'WARNING' })
  else if (verifiedAt !== null && now.health === 'NO_DATA') now.health = 'OK'
}

function replacedOf(one: RepairedComponent): ReplacedComponent[] {
  if (one.swappedAt === null) return []
  const { name, removedSerial, installedSerial, sku, ticket, swappedAt: at, swappedBy: by } = one
  return [{ name, kind: kindOf(neededOf(one.type, one.partKind)), removedSerial, installedSerial, sku, ticket, at, by }]
}

/** One word a kind, as telemetry calls it, however a part's kind is written. */
function kindOf(kind: string | null): string | null {
  if (kind === null) return null
  if (isPartKind(kind, 'RAM')) return 'memory'
  return isPartKind(kind, 'DISK') ? 'disk' : kind.toLowerCase()
}

function bare(name: string): ServerComponent {
  return { name, kind: null, health: 'NO_DATA', since: null, serial: null, sku: null, facts: {}, ticket: null }
}

function same(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
