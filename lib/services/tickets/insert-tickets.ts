import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import type { FaultGroup, LiveTicket } from './fault'

/** A fault that comes back within so many days of its repair names it. */
const REPEAT_DAYS = 7

/**
 * New tickets, one a group, in one statement; repeatOf is the last one of the same server and type that was DONE within a week,
 * repairs_before how many repairs of any type the server had (starting it again is none).
 */
export async function insertTickets(tx: TxCtx, groups: readonly FaultGroup[]): Promise<LiveTicket[]> {
  if (groups.length === 0) return []
  return tx.db.$queryRaw<LiveTicket[]>`
    INSERT INTO tickets (type, priority, server_id, datacenter_id, event_count, repeat_of_id, repairs_before, created_at, updated_at)
    SELECT n.type, n.priority::ticket_priority, n.server_id, n.datacenter_id, n.events,
           (SELECT d.id FROM tickets d WHERE d.server_id = n.server_id AND d.type = n.type AND d.status = 'DONE'
              AND d.ended_at > ${new Date(tx.clock().getTime() - REPEAT_DAYS * 86_400_000)}
            ORDER BY d.ended_at DESC NULLS LAST, d.id DESC LIMIT 1),
           (SELECT count(*)::int FROM tickets d WHERE d.server_id = n.server_id AND d.status = 'DONE' AND d.type <> 'REBOOT'),
           ${tx.clock()}, ${tx.clock()}
    FROM unnest(${unseen.texts(groups.map((group) => group.type))}, ${unseen.texts(groups.map((group) => group.priority))},
                ${unseen.ints(groups.map((group) => group.server.id))}, ${unseen.ints(groups.map((group) => group.server.datacenterId))},
                ${unseen.ints(groups.map((group) => group.events))})
         WITH ORDINALITY AS n(type, priority, server_id, datacenter_id, events, position)
    ORDER BY n.position
    RETURNING id, number, server_id AS "serverId", type, priority::text AS priority`
}
