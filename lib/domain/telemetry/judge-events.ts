import type { Priority, TicketType } from '../ticket-state'
import { type RuleMatch, suppressionOf } from './rules'

export type HostState = 'REACHABLE' | 'UNREACHABLE'
/** What a HOST_ event says; at in milliseconds. */
export type HostSignal = { state: HostState; at: number }

/** What has to be known of a server, under its lock, to say what its events come to. */
export type JudgedServer = {
  decommissioned: boolean
  powerOutage: boolean
  held: boolean
  /** Its latest HOST_ event so far. */
  signal: HostSignal | null
  /** That one was kept back by an outage. */
  suppressed: boolean
  /** It has an OPEN or IN_PROGRESS REBOOT ticket. */
  rebootTicket: boolean
}

export type JudgedEvent = { kind: string; at: number; match: RuleMatch }

export type KeptOutcome = 'decommissioned' | 'no-rule' | 'below-threshold' | 'suppressed'

export type Verdict =
  | { kind: 'kept'; outcome: KeptOutcome; reason: string | null }
  | { kind: 'fault'; type: TicketType; priority: Priority; component: string }
  /** HOST_REACHABLE: joins the live REBOOT ticket and ends it. */
  | { kind: 'ends' }

export type Judgement = { verdicts: Verdict[]; signal: HostSignal | null; suppressed: boolean }

export function hostStateOf(kind: string): HostState | null {
  if (kind === 'HOST_REACHABLE') return 'REACHABLE'
  return kind === 'HOST_UNREACHABLE' ? 'UNREACHABLE' : null
}

/**
 * What new events of one server come to, in the order received. Whether it answers is judged once, by the latest HOST_
 * event of all (by its time; at the same time the one received later), so that what arrives late, or was over before
 * the batch ended, opens no ticket: it joins one that is live, else it is suppressed as `answered-since`.
 */
export function judgeEvents(server: JudgedServer, events: readonly JudgedEvent[]): Judgement {
  if (server.decommissioned) {
    const verdict: Verdict = { kind: 'kept', outcome: 'decommissioned', reason: null }
    return { verdicts: events.map(() => verdict), signal: server.signal, suppressed: server.suppressed }
  }
  const { signal, by } = latestSignal(server.signal, events)
  const verdicts = events.map((event, index) => verdictOf(server, event, { signal, isLatest: by === index }))
  return { verdicts, signal, suppressed: staysSuppressed(server, signal, verdicts) }
}

function latestSignal(
  known: HostSignal | null,
  events: readonly JudgedEvent[],
): { signal: HostSignal | null; by: number } {
  let signal = known
  let by = -1
  for (const [index, event] of events.entries()) {
    const state = hostStateOf(event.kind)
    if (state === null || (signal !== null && event.at < signal.at)) continue
    signal = { state, at: event.at }
    by = index
  }
  return { signal, by }
}

function verdictOf(
  server: JudgedServer,
  event: JudgedEvent,
  host: { signal: HostSignal | null; isLatest: boolean },
): Verdict {
  const { match } = event
  if (match.kind === 'no-rule') return kept('no-rule')
  if (match.kind === 'below-threshold') return kept('below-threshold', match.words)
  if (match.kind === 'ends') {
    return host.isLatest && server.rebootTicket ? { kind: 'ends' } : kept('no-rule', 'nothing to end')
  }
  const fault: Verdict = { kind: 'fault', type: match.type, priority: match.priority, component: match.component }
  if (match.type === 'REBOOT' && server.rebootTicket) return fault
  if (event.kind === 'HOST_UNREACHABLE' && host.signal?.state === 'REACHABLE')
    return kept('suppressed', 'answered-since')
  const suppression = suppressionOf(match.type, server)
  return suppression === null ? fault : kept('suppressed', suppression)
}

/** Only what an outage keeps back is looked at again when it ends; an answer, or a ticket, settles it. */
function staysSuppressed(server: JudgedServer, signal: HostSignal | null, verdicts: readonly Verdict[]): boolean {
  if (signal?.state !== 'UNREACHABLE') return false
  if (verdicts.some((verdict) => verdict.kind === 'fault' && verdict.type === 'REBOOT')) return false
  return server.suppressed || verdicts.some((verdict) => verdict.kind === 'kept' && verdict.reason === 'power-outage')
}

function kept(outcome: KeptOutcome, reason: string | null = null): Verdict {
  return { kind: 'kept', outcome, reason }
}
