import type { TxCtx } from '../../db/context'
import { hostStateOf, type Judgement, judgeEvents, type Verdict } from '../../domain/telemetry/judge-events'
import { matchRule, type RuleMatch } from '../../domain/telemetry/rules'
import { closeTickets } from '../tickets/close-tickets'
import { countEvents } from '../tickets/count-events'
import type { Fault } from '../tickets/fault'
import { openOrAttach } from '../tickets/open-or-attach'
import { keepSignals, type SignalUpdate } from './keep-signals'
import { loadRules } from './load-rules'
import { type LockedServer, lockJudgedServers } from './lock-judged-servers'
import type { PlacedEvent } from './placed-event'
import { storeEvents } from './store-events'

const ACTION = 'telemetry.ingest-events'

export interface SettledEvent {
  event: PlacedEvent
  outcome: string
  reason: string | null
  ticketId: number | null
  ticket: string | undefined
}

type Matched = PlacedEvent & { match: RuleMatch }

/**
 * Says what becomes of events that were not seen before, opens, joins and ends tickets, and stores them. Only servers
 * with an event that a rule speaks of are locked.
 */
export async function settleEvents(tx: TxCtx, fresh: readonly PlacedEvent[]): Promise<SettledEvent[]> {
  if (fresh.length === 0) return []
  const rules = await loadRules(tx)
  const matched = fresh.map((event) => ({ ...event, match: matchRule(rules, event) }))
  const weighty = matched.filter((event) => hostStateOf(event.kind) !== null || event.match.kind === 'opens')
  const servers = await lockJudgedServers(
    tx,
    weighty.map((event) => event.server.id),
  )
  const judgements = judgeAll(matched, servers)
  const verdicts = matched.map((event) => ({ event, verdict: judgements.verdictOf(event) }))
  const tickets = await openTickets(tx, verdicts)
  const ended = await endTickets(tx, verdicts, servers)
  const settled = verdicts.map(({ event, verdict }): SettledEvent => {
    const { match: _, ...placed } = event
    const at = { event: placed, reason: null }
    if (verdict.kind === 'kept')
      return { ...at, outcome: verdict.outcome, reason: verdict.reason, ticketId: null, ticket: undefined }
    if (verdict.kind === 'ends') return { ...at, outcome: 'attached', ...(ended.get(event.server.id) ?? NO_TICKET) }
    const ticket = tickets.get(event.index)
    return { ...at, outcome: ticket?.opened ? 'opened' : 'attached', ...(ticket?.reference ?? NO_TICKET) }
  })
  await storeEvents(
    tx,
    settled.map((one) => ({ ...one.event, ...one, serverId: one.event.server.id })),
  )
  await keepSignals(tx, signalsOf(matched, servers, judgements.of))
  return settled
}

type Reference = { ticketId: number | null; ticket: string | undefined }
const NO_TICKET: Reference = { ticketId: null, ticket: undefined }

/** Judges the events of each server together; those of a server that is not locked need nothing but its state. */
function judgeAll(events: readonly Matched[], servers: ReadonlyMap<number, LockedServer>) {
  const byServer = Map.groupBy(events, (event) => event.server.id)
  const judgements = new Map<number, Judgement>()
  const verdicts = new Map<number, Verdict>()
  for (const [id, own] of byServer) {
    const server = servers.get(id) ?? {
      decommissioned: own[0]?.server.decommissioned ?? false,
      powerOutage: false,
      held: false,
      signal: null,
      suppressed: false,
      rebootTicket: false,
    }
    const judgement = judgeEvents(
      server,
      own.map((event) => ({ kind: event.kind, at: event.ts.getTime(), match: event.match })),
    )
    judgements.set(id, judgement)
    for (const [i, event] of own.entries()) {
      const verdict = judgement.verdicts[i]
      if (verdict !== undefined) verdicts.set(event.index, verdict)
    }
  }
  return {
    of: judgements,
    verdictOf: (event: Matched): Verdict =>
      verdicts.get(event.index) ?? { kind: 'kept', outcome: 'no-rule', reason: null },
  }
}

type Judged = { event: Matched; verdict: Verdict }

async function openTickets(
  tx: TxCtx,
  judged: readonly Judged[],
): Promise<Map<number, { reference: Reference; opened: boolean }>> {
  const faulty = judged.flatMap(({ event, verdict }) => {
    if (verdict.kind !== 'fault') return []
    const { type, priority, component } = verdict
    const fault: Fault = { serverId: event.server.id, type, priority, component, events: 1 }
    return [{ index: event.index, fault }]
  })
  const tickets = await openOrAttach(tx, { faults: faulty.map(({ fault }) => fault), action: ACTION })
  return new Map(
    faulty.flatMap(({ index }, i) => {
      const ticket = tickets[i]
      if (ticket === undefined) return []
      const reference = { ticketId: ticket.ticketId, ticket: ticket.number }
      return [[index, { reference, opened: ticket.opened }] as const]
    }),
  )
}

/** The server answers again: its REBOOT ticket is DONE where somebody was at it, WONT_FIX where nobody had to go. */
async function endTickets(
  tx: TxCtx,
  judged: readonly Judged[],
  servers: ReadonlyMap<number, LockedServer>,
): Promise<Map<number, Reference>> {
  const ticketIds = judged.flatMap(({ event, verdict }) => {
    const ticketId = verdict.kind === 'ends' ? servers.get(event.server.id)?.rebootTicketId : null
    return typeof ticketId === 'number' ? [ticketId] : []
  })
  const closed = await closeTickets(tx, {
    ticketIds,
    worked: true,
    action: ACTION,
    reason: 'The server answers again.',
  })
  await countEvents(tx, ticketIds)
  return new Map(closed.map((ticket) => [ticket.serverId, { ticketId: ticket.id, ticket: ticket.number }]))
}

function signalsOf(
  events: readonly Matched[],
  servers: ReadonlyMap<number, LockedServer>,
  judgements: ReadonlyMap<number, Judgement>,
): SignalUpdate[] {
  return [...Map.groupBy(events, (event) => event.server.id)].map(([serverId, own]) => {
    const lastEventAt = new Date(Math.max(...own.map((event) => event.ts.getTime())))
    const judgement = judgements.get(serverId)
    if (judgement === undefined || !servers.has(serverId)) return { serverId, lastEventAt }
    return { serverId, lastEventAt, host: { signal: judgement.signal, suppressed: judgement.suppressed } }
  })
}
