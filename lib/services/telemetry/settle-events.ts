import type { TxCtx } from '../../db/context'
import { type Judgement, judgeEvents, type Verdict } from '../../domain/telemetry/judge-events'
import type { Rule, RuleMatch } from '../../domain/telemetry/rules'
import { assertedBy, SYMPTOMS, type SymptomWord } from '../../domain/telemetry/symptoms'
import { factsOf } from '../../domain/tickets/facts-of'
import { countEvents } from '../tickets/count-events'
import type { Fault } from '../tickets/fault'
import { openOrAttach } from '../tickets/open-or-attach'
import { verifyByTelemetry } from '../tickets/verify-by-telemetry'
import { endRecovered } from './end-recovered'
import { foldOutageEvents } from './fold-outage-events'
import { forgetWaitingFaults } from './forget-waiting-faults'
import { keepWaitingFaults } from './keep-waiting-faults'
import { keepWords } from './keep-words'
import { type LockedServer, lockJudgedServers } from './lock-judged-servers'
import { payloadOf } from './parse-events'
import type { PlacedEvent } from './placed-event'
import { type Assertion, readGoodWords, withGoodWords } from './read-good-words'
import { storeOutcomes } from './store-outcomes'
import type { WeighedEvent } from './weigh-events'

const ACTION = 'telemetry.ingest-events'

/** An event that was not seen before, with the id under which it is stored, and as what. */
export interface ClaimedEvent extends PlacedEvent {
  id: bigint
  stored: WeighedEvent['stored']
}

export interface SettledEvent {
  event: ClaimedEvent
  outcome: string
  reason: string | null
  ticketId: number | null
  ticket: string | undefined
}

type Matched = { event: ClaimedEvent; match: RuleMatch }
type Judged = { event: ClaimedEvent; verdict: Verdict }

/**
 * Says what becomes of events that were not seen before and have weight (see weigh-events), with their servers locked: opens, joins
 * and ends tickets, and writes it beside the events.
 */
export async function settleEvents(
  tx: TxCtx,
  rules: readonly Rule[],
  matched: readonly Matched[],
): Promise<SettledEvent[]> {
  if (matched.length === 0) return []
  const servers = await lockJudgedServers(
    tx,
    matched.map(({ event }) => event.server.id),
  )
  const ids = matched.map(({ event }) => event.id)
  const { judgements, judged } = judgeAll(matched, servers, await readGoodWords(tx, assertionsOf(matched), ids))
  const opened = await openTickets(tx, judged, servers)
  const recovered = await endRecovered(tx, judged, servers)
  const verified = await verifyRepairs(tx, matched, servers)
  const proofs = judged.flatMap(({ event, verdict }) =>
    verdict.kind === 'kept' ? (verified.get(event.index)?.ticketId ?? []) : [],
  )
  await countEvents(tx, [...new Set(proofs)])
  await keepWaiting(tx, rules, matched, judged)
  const settled = judged.map(({ event, verdict }): SettledEvent => {
    const at = { event, reason: null, ticketId: null, ticket: undefined }
    const proof = verified.get(event.index)
    if (verdict.kind === 'kept' && proof !== undefined) return { ...at, outcome: 'attached', ...proof }
    if (verdict.kind === 'kept') return { ...at, outcome: verdict.outcome, reason: verdict.reason }
    if (verdict.kind === 'waits')
      return { ...at, outcome: 'suppressed', reason: `only if still so after ${verdict.minutes} min` }
    if (verdict.kind === 'recovers') return { ...at, outcome: 'attached', ...recovered(event, verdict) }
    return { ...at, outcome: 'attached', ...opened.get(event.index) }
  })
  await storeOutcomes(
    tx,
    settled.flatMap(({ event: { id, at, stored }, outcome, reason, ticketId }) =>
      outcome === stored.outcome && reason === stored.reason && ticketId === null
        ? []
        : [{ id, at, outcome, reason, ticketId }],
    ),
  )
  await foldOutageEvents(tx, judged, servers)
  await keepWords(
    tx,
    [...judgements].map(([serverId, judgement]) => ({ serverId, ...judgement })),
  )
  return settled
}

function clearsOf(match: RuleMatch) {
  if (match.kind === 'clears') return match
  return match.kind === 'below-threshold' ? match.clears : null
}

/** Judges the events of each server together. */
function judgeAll(
  matched: readonly Matched[],
  servers: ReadonlyMap<number, LockedServer>,
  good: ReadonlyMap<number, ReadonlyMap<string, SymptomWord>>,
): { judgements: Map<number, Judgement>; judged: Judged[] } {
  const judgements = new Map<number, Judgement>()
  const verdicts = new Map<number, Verdict>()
  for (const [id, own] of Map.groupBy(matched, ({ event }) => event.server.id)) {
    const server = servers.get(id)
    if (server === undefined) throw new Error(`events of server ${id}, which is not locked`)
    const judgement = judgeEvents(
      { ...server, words: withGoodWords(server.words, good.get(id)) },
      own.map(({ event, match }) => ({ kind: event.kind, at: event.time, match })),
    )
    judgements.set(id, judgement)
    for (const [i, { event }] of own.entries()) {
      const verdict = judgement.verdicts[i]
      if (verdict !== undefined) verdicts.set(event.index, verdict)
    }
  }
  const nothing: Verdict = { kind: 'kept', outcome: 'no-rule', reason: null }
  return {
    judgements,
    judged: matched.map(({ event }) => ({ event, verdict: verdicts.get(event.index) ?? nothing })),
  }
}

function assertionsOf(matched: readonly Matched[]): Assertion[] {
  return matched.flatMap(({ event, match }) => {
    const symptom = match.kind === 'opens' ? assertedBy(event.kind) : null
    if (symptom === null || !SYMPTOMS[symptom].heals) return []
    return [{ serverId: event.server.id, symptom, at: new Date(event.time) }]
  })
}

/** The ticket of each fault, by the index of its event. */
async function openTickets(
  tx: TxCtx,
  judged: readonly Judged[],
  servers: ReadonlyMap<number, LockedServer>,
): Promise<Map<number, Pick<SettledEvent, 'ticketId' | 'ticket' | 'outcome'>>> {
  const faulty = judged.flatMap(({ event, verdict }) => {
    if (verdict.kind !== 'fault') return []
    const { type, priority, component, partKind } = verdict
    const facts = factsOf(type, payloadOf(event))
    const fault: Fault = {
      serverId: event.server.id,
      type,
      priority,
      component,
      partKind,
      at: new Date(event.time),
      events: 1,
      facts,
    }
    return [{ index: event.index, fault }]
  })
  const tickets = await openOrAttach(tx, { faults: faulty.map(({ fault }) => fault), action: ACTION, servers })
  return new Map(
    faulty.flatMap(({ index }, i) => {
      const ticket = tickets[i]
      if (ticket === undefined) return []
      const outcome = ticket.opened ? 'opened' : 'attached'
      return [[index, { outcome, ticketId: ticket.ticketId, ticket: ticket.number }] as const]
    }),
  )
}

/** Good words on what was mended verify it: the ticket of each, by the index of its event. */
async function verifyRepairs(
  tx: TxCtx,
  matched: readonly Matched[],
  servers: ReadonlyMap<number, LockedServer>,
): Promise<Map<number, Pick<SettledEvent, 'ticketId' | 'ticket'>>> {
  const reports = matched.flatMap(({ event, match }) => {
    const clears = clearsOf(match)
    if (clears === null) return []
    const { type } = SYMPTOMS[clears.symptom]
    // Nearly no live ticket is mended yet: of the others nothing has to be looked up.
    if (servers.get(event.server.id)?.tickets.get(type)?.mended !== true) return []
    return clears.components.map((component) => ({
      ...{ serverId: event.server.id, type, component, at: new Date(event.time), index: event.index },
    }))
  })
  const verified = await verifyByTelemetry(tx, reports)
  return new Map(verified.map(({ report, ticketId, number }) => [report.index, { ticketId, ticket: number }]))
}

/** What has to be still so later waits; what is said to be over waits no more. */
async function keepWaiting(
  tx: TxCtx,
  rules: readonly Rule[],
  matched: readonly Matched[],
  judged: readonly Judged[],
): Promise<void> {
  if (!rules.some((rule) => rule.stillAfterMinutes !== null)) return
  await keepWaitingFaults(
    tx,
    judged.flatMap(({ event: { server, time, hash }, verdict }) =>
      verdict.kind === 'waits' ? [{ event: { serverId: server.id, time, hash }, verdict }] : [],
    ),
  )
  await forgetWaitingFaults(
    tx,
    matched.flatMap(({ event, match }) => {
      const clears = clearsOf(match)
      if (clears === null) return []
      const { type } = SYMPTOMS[clears.symptom]
      return clears.components.map((component) => ({
        serverId: event.server.id,
        type,
        component,
        at: new Date(event.time),
      }))
    }),
  )
}
