import { componentOf } from './components'
import { DryRun, type Fate, type PastEvent, type SupposedEvent } from './dry-run'
import { meetsRule, type Rule, readingOf } from './rules'
import type { PastTicket } from './supposed-tickets'

/** What a set of rules would have come to. byRule: of the tickets those that the rule asked about would have opened. */
export type Totals = {
  tickets: number
  byRule: number
  servers: number
  /** Faults that are still waiting to be so later. */
  waiting: number
  events: Record<Fate, number>
}

/** One component's most telling event; reading: of the rule's field, or what its window came to. */
export type Example = { server: string; at: number; component: string; reading: number | null; fate: Fate }

export type Report = {
  proposed: Totals
  present: Totals
  /** Events that meet the rule's own condition, whichever rule then opened the ticket. */
  met: number
  /** Tickets that would have opened, by day (UTC, YYYY-MM-DD); days without any are left out. */
  days: Map<string, { proposed: number; present: number }>
  strongest: Example[]
  nearest: Example[]
}

export const EXAMPLES = 20

type Asked = {
  kind: string
  /** As it would be; one of `proposed`. */
  rule: Rule
  proposed: readonly Rule[]
  present: readonly Rule[]
  now: number
}

/** Adds up what a rule would have done and what today's rules would have, one server after the other. */
export class DryRunReport {
  private readonly report: Report = {
    proposed: nothing(),
    present: nothing(),
    met: 0,
    days: new Map(),
    strongest: [],
    nearest: [],
  }

  constructor(private readonly asked: Asked) {}

  /** All that is known of a server; its events in the order received. Yields after each request, for others to have a turn. */
  *addServer(server: string, events: readonly PastEvent[], tickets: readonly PastTicket[]): Generator<void> {
    const { proposed, present } = this.asked
    const batches = [...Map.groupBy(events, (event) => event.received).values()]
    const examples = new ServerExamples(server, this.asked.rule)
    yield* this.run('proposed', new DryRun(proposed, tickets), batches, (event, supposed) => {
      if (examples.add(event, supposed)) this.report.met++
    })
    yield* this.run('present', new DryRun(present, tickets), batches, () => undefined)
    keepBest(this.report.strongest, examples.met())
    keepBest(this.report.nearest, examples.missed())
  }

  finish(): Report {
    return this.report
  }

  private *run(
    side: 'proposed' | 'present',
    run: DryRun,
    batches: readonly (readonly PastEvent[])[],
    look: (event: PastEvent, supposed: SupposedEvent) => void,
  ): Generator<void> {
    const { kind, rule, now } = this.asked
    const totals = this.report[side]
    for (const batch of batches) {
      for (const [i, supposed] of run.take(batch).entries()) {
        const event = batch[i]
        if (event?.kind !== kind) continue
        totals.events[supposed.fate]++
        look(event, supposed)
      }
      yield
    }
    totals.waiting += run.openDue(now)
    for (const ticket of run.opened) {
      const day = new Date(ticket.openedAt).toISOString().slice(0, 10)
      const known = this.report.days.get(day) ?? { proposed: 0, present: 0 }
      this.report.days.set(day, { ...known, [side]: known[side] + 1 })
      totals.tickets++
      if (ticket.rule === rule) totals.byRule++
    }
    if (run.opened.length > 0) totals.servers++
  }
}

function nothing(): Totals {
  const events = { opens: 0, joins: 0, below: 0, waits: 0, suppressed: 0, other: 0 }
  return { tickets: 0, byRule: 0, servers: 0, waiting: 0, events }
}

/** The most telling event of each component of one server: an example each, not a hundred of the same disk. */
class ServerExamples {
  private readonly best = new Map<string, Example & { met: boolean }>()

  constructor(
    private readonly server: string,
    private readonly rule: Rule,
  ) {}

  /** Whether the event meets the rule. */
  add(event: PastEvent, { fate, window }: SupposedEvent): boolean {
    const { rule } = this
    const met = meetsRule(rule, event.payload, window)
    const reading =
      rule.aggregate !== null ? window(rule) : rule.field === null ? null : readingOf(rule.field, event.payload)
    const component = componentOf(rule.ticketType, event.payload)
    const known = this.best.get(component)
    const found = { server: this.server, at: event.at, component, reading, fate, met }
    if (known === undefined || (met && !known.met) || (met === known.met && stronger(found, known) < 0))
      this.best.set(component, found)
    return met
  }

  met(): Example[] {
    return [...this.best.values()].filter((one) => one.met).map(({ met: _met, ...example }) => example)
  }

  /** Of bits there is no "nearly", and nothing at all is not near. */
  missed(): Example[] {
    if (this.rule.operator === 'any-bit') return []
    const missed = [...this.best.values()].filter((one) => !one.met && (one.reading ?? 0) > 0)
    return missed.map(({ met: _met, ...example }) => example)
  }
}

/** The higher reading first, then the newer one. */
function stronger(a: Example, b: Example): number {
  const [left, right] = [a.reading ?? Number.NEGATIVE_INFINITY, b.reading ?? Number.NEGATIVE_INFINITY]
  return left === right ? b.at - a.at : right - left
}

function keepBest(kept: Example[], found: readonly Example[]): void {
  kept.push(...found)
  kept.sort(stronger)
  kept.length = Math.min(kept.length, EXAMPLES)
}
