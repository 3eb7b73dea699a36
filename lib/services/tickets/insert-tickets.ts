import type { TxCtx } from '../../db/context'
import type { FaultGroup, LiveTicket } from './fault'

/** New tickets, one a group, in one statement; repeatOf is the last one DONE of the same server and type. */
export async function insertTickets(tx: TxCtx, groups: readonly FaultGroup[]): Promise<LiveTicket[]> {
  if (groups.length === 0) return []
  return tx.db.$queryRaw<LiveTicket[]>`
    INSERT INTO tickets (type, priority, server_id, datacenter_id, event_count, repeat_of_id, created_at, updated_at)
    SELECT n.type, n.priority::ticket_priority, n.server_id, n.datacenter_id, n.events,
           (SELECT d.id FROM tickets d WHERE d.server_id = n.server_id AND d.type = n.type AND d.status = 'DONE'
            ORDER BY d.ended_at DESC NULLS LAST, d.id DESC LIMIT 1),
           ${tx.clock()}, ${tx.clock()}
    FROM unnest(${groups.map((group) => group.type)}::text[], ${groups.map((group) => group.priority)}::text[],
                ${groups.map((group) => group.server.id)}::int[], ${groups.map((group) => group.server.datacenterId)}::int[],
                ${groups.map((group) => group.events)}::int[])
         WITH ORDINALITY AS n(type, priority, server_id, datacenter_id, events, position)
    ORDER BY n.position
    RETURNING id, number, server_id AS "serverId", type, priority::text AS priority`
}
