import type { TicketType } from '../ticket-state'
import type { Verdict } from './judge-events'
import type { Rule } from './rules'

/** A ticket that there really was; own: it opened from the kind of event that is looked at. until: null is not over yet. */
export type PastTicket = {
  type: TicketType
  from: number
  until: number | null
  own: boolean
  components: readonly string[]
}

export type Fault = { type: TicketType; component: string; at: number; rule: Rule | null }

/** A ticket that would have opened; rule: by which. */
export type Assumed = { type: TicketType; openedAt: number; rule: Rule | null }

type Supposed = Assumed & {
  until: number
  /** Its end is that of a real one, which later evidence does not put off. */
  real: boolean
  over: boolean
  /** Each component, and when it was last said to be healthy since the last evidence against it. */
  components: Map<string, number | null>
}

/** Nobody knows when a repair that there never was would have ended: not before the last evidence of it. */
const SUPPOSED_LIFE_MS = 24 * 3_600_000

/**
 * The tickets of one server as they would have been: one live one a type. One that would have opened while a real one of the
 * kind was live ends with it, else 24 hours after the last evidence, or where what it is about heals by itself. Those that opened
 * from elsewhere (another kind, by hand) were there all the same.
 */
export class SupposedTickets {
  readonly opened: Assumed[] = []
  private readonly supposed = new Map<TicketType, Supposed>()

  constructor(private readonly real: readonly PastTicket[]) {}

  /** True where the fault opens a ticket, false where it joins one. */
  openOrJoin(fault: Fault, now: number): boolean {
    const live = this.live(now).get(fault.type)
    if (live !== undefined) {
      const healthy = live.components.get(fault.component)
      if (healthy === undefined || (healthy !== null && healthy < fault.at)) live.components.set(fault.component, null)
      if (!live.real) live.until = Math.max(live.until, now + SUPPOSED_LIFE_MS)
      return false
    }
    if (this.elsewhere(fault.type, now) !== undefined) return false
    const ticket = { type: fault.type, openedAt: now, rule: fault.rule }
    const components = new Map([[fault.component, null]])
    this.supposed.set(fault.type, { ...ticket, ...this.endOf(fault.type, now), over: false, components })
    this.opened.push(ticket)
    return true
  }

  /** Those of the live ones that would have opened; what ended it in the very moment still found it. */
  live(now: number): Map<TicketType, Supposed> {
    for (const [type, ticket] of this.supposed) if (ticket.over || ticket.until < now) this.supposed.delete(type)
    return new Map(this.supposed)
  }

  /** The components of every live ticket, of these and of those from elsewhere. */
  components(live: ReadonlyMap<TicketType, Supposed>, now: number): Map<TicketType, Set<string>> {
    const all = new Map<TicketType, Set<string>>()
    for (const [type, ticket] of live) all.set(type, new Set(ticket.components.keys()))
    for (const ticket of this.real)
      if (!ticket.own && !all.has(ticket.type) && isLive(ticket, now)) all.set(ticket.type, new Set(ticket.components))
    return all
  }

  private elsewhere(type: TicketType, now: number): PastTicket | undefined {
    return this.real.find((ticket) => !ticket.own && ticket.type === type && isLive(ticket, now))
  }

  private endOf(type: TicketType, now: number): { until: number; real: boolean } {
    const own = this.real.filter((ticket) => ticket.own && ticket.type === type && ticket.until !== now)
    const real = own.find((ticket) => isLive(ticket, now))
    if (real === undefined) return { until: now + SUPPOSED_LIFE_MS, real: false }
    return { until: real.until ?? Number.POSITIVE_INFINITY, real: true }
  }
}

function isLive(ticket: PastTicket, now: number): boolean {
  return ticket.from <= now && (ticket.until === null || ticket.until >= now)
}

type Recovers = Extract<Verdict, { kind: 'recovers' }>

/** Marks what was said to be healthy; a ticket about what heals by itself ends with its last component. */
export function closeHealed(
  live: ReadonlyMap<TicketType, Supposed>,
  words: readonly { at: number; verdict: Recovers }[],
): void {
  for (const { at, verdict } of words) {
    const components = live.get(verdict.type)?.components
    for (const name of verdict.components)
      if (components?.has(name)) components.set(name, Math.max(at, components.get(name) ?? at))
  }
  for (const { verdict } of words) {
    const ticket = live.get(verdict.type)
    if (ticket === undefined || !verdict.heals || verdict.flapping) continue
    if ([...ticket.components.values()].every((healthy) => healthy !== null)) ticket.over = true
  }
}
