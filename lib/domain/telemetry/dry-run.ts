import type { Priority } from '../ticket-state'
import { componentOf } from './components'
import { type JudgedServer, judgeEvents, type Verdict } from './judge-events'
import {
  decidingRule,
  matchRule,
  type Rule,
  type RuleMatch,
  type WindowReading,
  windowRules,
  windowShare,
} from './rules'
import { type Assumed, closeHealed, type Fault, type PastTicket, SupposedTickets } from './supposed-tickets'
import { SYMPTOMS, type SymptomWord } from './symptoms'
import { WindowTally } from './window-tally'

/** An event as it is stored; times in milliseconds. outcome and reason: what really became of it. */
export type PastEvent = {
  kind: string
  at: number
  received: number
  payload: Readonly<Record<string, unknown>>
  outcome: string
  reason: string | null
}

/** What an event would have come to. */
export type Fate = 'opens' | 'joins' | 'below' | 'waits' | 'suppressed' | 'other'
export type SupposedEvent = { fate: Fate; rule: Rule | null; window: WindowReading }

type Wait = Fault & { due: number; received: number; priority: Priority }
type Matched = { event: PastEvent; match: RuleMatch; rule: Rule | null; window: WindowReading }

/**
 * What rules would have made of one server's past events: the road that ingest goes (match, count, judge, open or join,
 * heal, wait), without a database. Take the events of each request together, in the order received. A ticket lives as
 * `SupposedTickets` assumes; a REBOOT counts as kept back where the event was really kept back, by an outage or a hold.
 */
export class DryRun {
  private readonly tickets: SupposedTickets
  private readonly words = new Map<string, SymptomWord>()
  private suppressed = false
  private readonly waits = new Map<string, Wait>()
  private readonly tallies = new Map<string, WindowTally>()
  /** The rules that count, by kind. */
  private readonly counting = new Map<string, Rule[]>()

  constructor(
    private readonly rules: readonly Rule[],
    real: readonly PastTicket[],
  ) {
    this.tickets = new SupposedTickets(real)
  }

  /** The tickets that would have opened so far. */
  get opened(): readonly Assumed[] {
    return this.tickets.opened
  }

  /** Events that were received together. */
  take(batch: readonly PastEvent[]): SupposedEvent[] {
    const received = batch[0]?.received ?? 0
    this.openDue(received)
    for (const event of batch) this.count(event)
    const matched = batch.map((event) => this.match(event))
    const before = this.tickets.live(received)
    const judgement = judgeEvents(this.judged(batch, this.tickets.components(before, received)), matched.map(toJudged))
    for (const [key, word] of judgement.words) this.words.set(key, word)
    this.suppressed = judgement.suppressed
    const fates = matched.map((one, i) => this.fateOf(one, judgement.verdicts[i], received))
    closeHealed(
      before,
      matched.flatMap(({ event }, i) => {
        const verdict = judgement.verdicts[i]
        return verdict?.kind === 'recovers' ? [{ at: event.at, verdict }] : []
      }),
    )
    this.wait(matched, judgement.verdicts)
    return matched.map(({ rule, window }, i) => ({ fate: fates[i] ?? 'other', rule, window }))
  }

  /** Opens what has waited until `now`; answers how many still wait. */
  openDue(now: number): number {
    if (this.waits.size === 0) return 0
    const due = [...this.waits].filter(([, wait]) => wait.due <= now).sort(([, a], [, b]) => a.at - b.at)
    for (const [key, wait] of due) {
      this.waits.delete(key)
      this.tickets.openOrJoin(wait, Math.max(wait.due, wait.received))
    }
    return this.waits.size
  }

  private count(event: PastEvent): void {
    for (const rule of this.countingOf(event.kind)) {
      const key = this.tallyKey(rule, event)
      const tally = this.tallies.get(key) ?? new WindowTally()
      tally.add(event.at, windowShare(rule, event.payload))
      this.tallies.set(key, tally)
    }
  }

  private countingOf(kind: string): Rule[] {
    const known = this.counting.get(kind)
    if (known !== undefined) return known
    const rules = windowRules(this.rules, kind)
    this.counting.set(kind, rules)
    return rules
  }

  private tallyKey(rule: Rule, event: PastEvent): string {
    return `${this.rules.indexOf(rule)} ${componentOf(rule.ticketType, event.payload)}`
  }

  /** As ingest asks: what opens by itself is not counted first. */
  private match(event: PastEvent): Matched {
    const window: WindowReading = (rule) =>
      this.tallies.get(this.tallyKey(rule, event))?.fullest(event.at, rule.windowMinutes ?? 0) ?? 0
    const first = matchRule(this.rules, event)
    if (first.kind === 'opens') return { event, match: first, rule: decidingRule(this.rules, event), window }
    if (this.countingOf(event.kind).length === 0) return { event, match: first, rule: null, window }
    const match = matchRule(this.rules, event, window)
    return { event, match, rule: match.kind === 'opens' ? decidingRule(this.rules, event, window) : null, window }
  }

  private judged(batch: readonly PastEvent[], live: JudgedServer['live']): JudgedServer {
    return {
      decommissioned: batch.some((event) => event.outcome === 'decommissioned'),
      powerOutage: batch.some((event) => event.reason === 'power-outage'),
      held: batch.some((event) => event.reason === 'hold'),
      words: this.words,
      suppressed: this.suppressed,
      live,
    }
  }

  private fateOf({ event, rule }: Matched, verdict: Verdict | undefined, received: number): Fate {
    if (verdict?.kind === 'fault') {
      const fault = { type: verdict.type, component: verdict.component, at: event.at, rule }
      return this.tickets.openOrJoin(fault, received) ? 'opens' : 'joins'
    }
    if (verdict?.kind === 'waits') return 'waits'
    if (verdict?.kind !== 'kept') return 'other'
    if (verdict.outcome === 'below-threshold') return 'below'
    return verdict.outcome === 'suppressed' ? 'suppressed' : 'other'
  }

  /** The same as `keepWaitingFaults` and then `forgetWaitingFaults` do. */
  private wait(matched: readonly Matched[], verdicts: readonly Verdict[]): void {
    const asked = matched.flatMap(({ event, rule }, i): Wait[] => {
      const verdict = verdicts[i]
      if (verdict?.kind !== 'waits') return []
      const { type, component, priority, minutes } = verdict
      return [
        { type, component, priority, rule, at: event.at, due: event.at + minutes * 60_000, received: event.received },
      ]
    })
    for (const [key, own] of Map.groupBy(asked, (wait) => `${wait.type} ${wait.component}`)) {
      const first = own.reduce((a, b) => (b.due < a.due ? b : a))
      const known = this.waits.get(key)
      if (known === undefined || first.due < known.due || RANK[first.priority] < RANK[known.priority])
        this.waits.set(key, first)
    }
    for (const { event, match } of matched) {
      const clears = match.kind === 'clears' ? match : match.kind === 'below-threshold' ? match.clears : null
      for (const component of clears?.components ?? []) {
        const key = `${clears === null ? '' : SYMPTOMS[clears.symptom].type} ${component}`
        if ((this.waits.get(key)?.at ?? Number.POSITIVE_INFINITY) <= event.at) this.waits.delete(key)
      }
    }
  }
}

const RANK: Record<Priority, number> = { HIGH: 0, NORMAL: 1, LOW: 2 }

const toJudged = ({ event, match }: Matched) => ({ kind: event.kind, at: event.at, match })
