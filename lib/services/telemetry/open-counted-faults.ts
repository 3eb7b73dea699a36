import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { moveCursor } from '../../db/move-cursor'
import { judgeEvents, type Verdict } from '../../domain/telemetry/judge-events'
import { matchRule, type Rule } from '../../domain/telemetry/rules'
import { assertedBy } from '../../domain/telemetry/symptoms'
import { factsOf } from '../../domain/tickets/facts-of'
import type { Fault } from '../tickets/fault'
import { openOrAttach } from '../tickets/open-or-attach'
import { type CountedEvent, findFullWindows } from './find-full-windows'
import { keepWords, type WordUpdate } from './keep-words'
import { loadRules } from './load-rules'
import { lockHealing } from './lock-healing'
import { lockJudgedServers } from './lock-judged-servers'
import { readGoodWords, withGoodWords } from './read-good-words'
import { readWindows } from './read-windows'

type Judged = { event: CountedEvent; verdict: Verdict }

/**
 * For the worker: asks the rules that count over a window, of the events that came since it last did, and opens or joins
 * tickets. Each event is counted once, whatever else runs and whoever crashes; taking events in has nothing to wait for. Returns how
 * many tickets opened.
 */
export async function openCountedFaults(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const range = await moveCursor(tx, 'counted')
    if (range === null) return 0
    const rules = await loadRules(tx)
    const counting = rules.filter((rule) => rule.aggregate !== null)
    const events = await findFullWindows(tx, counting, range)
    if (events.length === 0) return 0
    return settle(tx, await judge(tx, rules, events))
  })
}

/** The servers are locked first, and the windows read after it. */
async function judge(tx: TxCtx, rules: readonly Rule[], events: readonly CountedEvent[]): Promise<Judged[]> {
  await lockHealing(tx, events)
  const servers = await lockJudgedServers(
    tx,
    events.map((event) => event.serverId),
  )
  const windowOf = await readWindows(tx, rules, events)
  const good = await readGoodWords(
    tx,
    events.flatMap((event) => {
      const symptom = assertedBy(event.kind)
      return symptom === null ? [] : [{ serverId: event.serverId, symptom, at: event.ts }]
    }),
  )
  const words: WordUpdate[] = []
  const judged = [...Map.groupBy(events, (event) => event.serverId)].flatMap(([serverId, own]) => {
    const server = servers.get(serverId)
    if (server === undefined) return []
    const matched = own.map((event) => ({
      ...{ kind: event.kind, at: event.ts.getTime(), match: matchRule(rules, event, windowOf(event)) },
    }))
    const { verdicts, ...said } = judgeEvents(
      { ...server, words: withGoodWords(server.words, good.get(serverId)) },
      matched,
    )
    words.push({ serverId, ...said })
    return own.flatMap((event, i) => {
      const verdict = verdicts[i]
      return verdict === undefined ? [] : [{ event, verdict }]
    })
  })
  await keepWords(tx, words)
  return judged
}

async function settle(tx: TxCtx, judged: readonly Judged[]): Promise<number> {
  const faulty = judged.flatMap(({ event, verdict }) => {
    if (verdict.kind !== 'fault') return []
    const { type, priority, component, partKind } = verdict
    const facts = factsOf(type, event.payload)
    const fault: Fault = {
      ...{ serverId: event.serverId, type, priority, component, partKind, at: event.ts, events: 1, facts },
    }
    return [{ event, fault }]
  })
  const tickets = await openOrAttach(tx, {
    faults: faulty.map(({ fault }) => fault),
    action: 'telemetry.open-counted-faults',
  })
  await rewriteOutcomes(tx, [
    ...tickets.flatMap(({ opened, ticketId }, i) => {
      const event = faulty[i]?.event
      return event === undefined ? [] : [{ event, outcome: opened ? 'opened' : 'attached', reason: null, ticketId }]
    }),
    ...judged.flatMap(({ event, verdict }) => {
      const kept = verdict.kind === 'kept' && verdict.outcome === 'suppressed' ? verdict : null
      return kept === null ? [] : [{ event, outcome: kept.outcome, reason: kept.reason, ticketId: null }]
    }),
  ])
  return tickets.filter((ticket) => ticket.opened).length
}

/** Events say what became of them once they were counted. */
async function rewriteOutcomes(
  tx: TxCtx,
  outcomes: readonly { event: CountedEvent; outcome: string; reason: string | null; ticketId: number | null }[],
): Promise<void> {
  if (outcomes.length === 0) return
  await tx.db.$executeRaw`
    UPDATE telemetry_events e SET outcome = n.outcome, reason = nullif(n.reason, ''), ticket_id = nullif(n.ticket_id, 0)
    FROM unnest(${outcomes.map(({ event }) => event.id)}::bigint[], ${outcomes.map(({ event }) => event.ts.toISOString())}::timestamptz[],
                ${outcomes.map((one) => one.outcome)}::text[], ${outcomes.map((one) => one.reason ?? '')}::text[],
                ${outcomes.map((one) => one.ticketId ?? 0)}::int[]) AS n(id, ts, outcome, reason, ticket_id)
    WHERE e.id = n.id AND e.ts = n.ts`
}
