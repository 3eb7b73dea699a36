import type { TxCtx } from '../../db/context'
import type { Verdict } from '../../domain/telemetry/judge-events'

/** The event that says so; hash in hex. */
export interface WaitingEvent {
  serverId: number
  time: number
  hash: string
}

type Waits = Extract<Verdict, { kind: 'waits' }>

/** Keeps faults that open their ticket only if they are still so later; of one component the first one counts. */
export async function keepWaitingFaults(
  tx: TxCtx,
  faults: readonly { event: WaitingEvent; verdict: Waits }[],
): Promise<void> {
  if (faults.length === 0) return
  const due = ({ event, verdict }: (typeof faults)[number]) =>
    new Date(event.time + verdict.minutes * 60_000).toISOString()
  await tx.db.$executeRaw`
    INSERT INTO waiting_faults AS w (server_id, ticket_type, component, priority, part_kind, event_ts, event_hash, due_at)
    SELECT DISTINCT ON (n.server_id, n.type, n.component)
           n.server_id, n.type, n.component, n.priority::ticket_priority, nullif(n.part_kind, ''), n.ts, decode(n.hash, 'hex'), n.due_at
    FROM unnest(${faults.map(({ event }) => event.serverId)}::int[], ${faults.map(({ verdict }) => verdict.type)}::text[],
                ${faults.map(({ verdict }) => verdict.component)}::text[], ${faults.map(({ verdict }) => verdict.priority)}::text[],
                ${faults.map(({ verdict }) => verdict.partKind ?? '')}::text[], ${faults.map(({ event }) => new Date(event.time).toISOString())}::timestamptz[],
                ${faults.map(({ event }) => event.hash)}::text[], ${faults.map(due)}::timestamptz[])
         AS n(server_id, type, component, priority, part_kind, ts, hash, due_at)
    ORDER BY n.server_id, n.type, n.component, n.due_at
    ON CONFLICT (server_id, ticket_type, component) DO UPDATE SET
      priority = least(w.priority, excluded.priority), part_kind = excluded.part_kind, event_ts = excluded.event_ts,
      event_hash = excluded.event_hash, due_at = excluded.due_at
    WHERE excluded.due_at < w.due_at OR excluded.priority < w.priority`
}
