import type { TxCtx } from '../../db/context'
import type { HostState, JudgedServer } from '../../domain/telemetry/judge-events'

export interface LockedServer extends JudgedServer {
  rebootTicketId: number | null
}

/**
 * Locks servers in id order and reads what judging their events needs. Their datacenters are locked first, shared: an
 * outage that starts or ends waits for us, and we for it, so that none of its events is forgotten.
 */
export async function lockJudgedServers(tx: TxCtx, ids: readonly number[]): Promise<Map<number, LockedServer>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  await tx.db.$queryRaw`
    SELECT d.id FROM datacenters d WHERE d.id IN (SELECT s.datacenter_id FROM servers s WHERE s.id = ANY(${wanted}::int[]))
    ORDER BY d.id FOR SHARE`
  await tx.db.$queryRaw`SELECT id FROM servers WHERE id = ANY(${wanted}::int[]) ORDER BY id FOR UPDATE`
  const rows = await tx.db.$queryRaw<
    {
      id: number
      decommissioned: boolean
      held: boolean
      powerOutage: boolean
      hostState: HostState | null
      hostEventAt: Date | null
      suppressed: boolean | null
      rebootTicketId: number | null
    }[]
  >`
    SELECT s.id, s.state = 'DECOMMISSIONED' AS decommissioned, d.power_outage_since IS NOT NULL AS "powerOutage",
           s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${tx.clock()}) AS held,
           g.host_state AS "hostState", g.host_event_at AS "hostEventAt", g.suppressed, t.id AS "rebootTicketId"
    FROM servers s
    JOIN datacenters d ON d.id = s.datacenter_id
    LEFT JOIN server_signals g ON g.server_id = s.id
    LEFT JOIN tickets t ON t.server_id = s.id AND t.type = 'REBOOT' AND t.status IN ('OPEN', 'IN_PROGRESS')
    WHERE s.id = ANY(${wanted}::int[])`
  return new Map(
    rows.map(({ hostState, hostEventAt, ...row }) => [
      row.id,
      {
        ...row,
        signal: hostState === null || hostEventAt === null ? null : { state: hostState, at: hostEventAt.getTime() },
        suppressed: row.suppressed ?? false,
        rebootTicket: row.rebootTicketId !== null,
      },
    ]),
  )
}
