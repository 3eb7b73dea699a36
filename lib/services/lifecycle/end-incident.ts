import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'
import { replayUnreachable } from './replay-unreachable'

/**
 * Ends the incident of an outage: what is still true opens its ticket, what recovered does not, and each server's row says
 * which; its sums are kept. The caller has locked the datacenter or rack.
 */
export async function endIncident(
  tx: TxCtx,
  at: { datacenterId: number; rackId: number | null },
): Promise<{ incident: string; ticketsOpened: number }> {
  const now = tx.clock()
  const { id, number } = await tx.db.incident.findFirstOrThrow({
    where: { ...at, endedAt: null },
    select: { id: true, number: true },
  })
  const opened = await replayUnreachable(tx, { id, ...at })
  await tx.db.incident.update({ where: { id }, data: { endedAt: now, endedBy: tx.actor.name } })
  await tx.db.$executeRaw`
    UPDATE incident_servers f
    SET ticket_id = t.id,
        outcome = CASE WHEN t.id IS NOT NULL THEN 'opened' WHEN NOT coalesce(g.suppressed, false) THEN 'recovered'
                       WHEN s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${now}) THEN 'held' ELSE 'still-out' END
    FROM servers s
    LEFT JOIN server_symptoms g ON g.server_id = s.id AND g.symptom = 'host' AND g.component = 'unknown'
    LEFT JOIN tickets t ON t.server_id = s.id AND t.type = 'REBOOT' AND t.status IN ('OPEN', 'IN_PROGRESS')
    WHERE f.incident_id = ${id} AND s.id = f.server_id`
  await tx.db.$executeRaw`
    UPDATE incidents SET (servers, events, tickets_opened, recovered) = (
      SELECT count(*), coalesce(sum(events), 0), count(*) FILTER (WHERE outcome = 'opened'), count(*) FILTER (WHERE outcome = 'recovered')
      FROM incident_servers WHERE incident_id = ${id})
    WHERE id = ${id}`
  await announceChanges(tx, [{ entity: 'incident', key: number }])
  return { incident: number, ticketsOpened: opened }
}
