import type { TxCtx } from '../../db/context'
import type { Verdict } from '../../domain/telemetry/judge-events'
import { announceChanges } from '../audit/record-audit'
import type { LockedServer } from './lock-judged-servers'
import type { PlacedEvent } from './placed-event'

/** Counts the events that an outage keeps back in its incident, a row a server. The servers are locked. */
export async function foldOutageEvents(
  tx: TxCtx,
  judged: readonly { event: PlacedEvent; verdict: Verdict }[],
  servers: ReadonlyMap<number, LockedServer>,
): Promise<void> {
  const folded = judged.flatMap(({ event, verdict }) => {
    if (verdict.kind !== 'kept' || verdict.reason !== 'power-outage') return []
    const incident = servers.get(event.server.id)?.incident ?? null
    return incident === null ? [] : [{ incident, serverId: event.server.id, at: event.at }]
  })
  if (folded.length === 0) return
  await tx.db.$executeRaw`
    INSERT INTO incident_servers AS f (incident_id, server_id, events, first_at, last_at)
    SELECT n.incident_id, n.server_id, count(*)::int, min(n.at), max(n.at)
    FROM unnest(${folded.map((one) => one.incident.id)}::int[], ${folded.map((one) => one.serverId)}::int[],
                ${folded.map((one) => one.at)}::timestamptz[]) AS n(incident_id, server_id, at)
    GROUP BY n.incident_id, n.server_id ORDER BY n.incident_id, n.server_id
    ON CONFLICT (incident_id, server_id) DO UPDATE SET events = f.events + excluded.events,
      first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)`
  await announceChanges(
    tx,
    [...new Set(folded.map((one) => one.incident.number))].map((key) => ({ entity: 'incident', key })),
  )
}
