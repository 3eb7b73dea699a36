import type { TxCtx } from '../../db/context'
import type { HostSignal } from '../../domain/telemetry/judge-events'

/** The last word of a server; host is left out where its HOST_ events did not change or were not looked at. */
export interface SignalUpdate {
  serverId: number
  lastEventAt: Date
  host?: { signal: HostSignal | null; suppressed: boolean }
}

/** Keeps server_signals, one row a server, in id order and in one statement. */
export async function keepSignals(tx: TxCtx, updates: readonly SignalUpdate[]): Promise<void> {
  if (updates.length === 0) return
  const iso = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString())
  await tx.db.$executeRaw`
    INSERT INTO server_signals AS g (server_id, last_event_at, host_state, host_event_at, suppressed)
    SELECT n.server_id, n.last_event_at, nullif(n.host_state, ''), nullif(n.host_event_at, '')::timestamptz, n.suppressed
    FROM unnest(${updates.map((one) => one.serverId)}::int[], ${updates.map((one) => one.lastEventAt.toISOString())}::timestamptz[],
                ${updates.map((one) => one.host?.signal?.state ?? '')}::text[], ${updates.map((one) => iso(one.host?.signal?.at))}::text[],
                ${updates.map((one) => one.host?.suppressed ?? false)}::boolean[])
         AS n(server_id, last_event_at, host_state, host_event_at, suppressed)
    ORDER BY n.server_id
    ON CONFLICT (server_id) DO UPDATE SET
      last_event_at = greatest(g.last_event_at, excluded.last_event_at),
      host_state = coalesce(excluded.host_state, g.host_state),
      host_event_at = coalesce(excluded.host_event_at, g.host_event_at),
      suppressed = CASE WHEN excluded.host_state IS NULL THEN g.suppressed ELSE excluded.suppressed END`
}
