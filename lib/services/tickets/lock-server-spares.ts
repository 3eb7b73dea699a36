import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { lockSpares } from './lock-spares'

/**
 * Locks a server, then (as supply) the spares of every datacenter that its live tickets have parts in or may get them
 * from: its own, and those it stood in when the tickets were opened.
 */
export async function lockServerSpares(tx: TxCtx, serverId: number): Promise<void> {
  await lockServers(tx, [serverId])
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT datacenter_id AS id FROM servers WHERE id = ${serverId}
    UNION SELECT datacenter_id FROM tickets WHERE server_id = ${serverId} AND status IN ('OPEN', 'IN_PROGRESS')
    UNION SELECT w.datacenter_id FROM tickets t JOIN ticket_components c ON c.ticket_id = t.id JOIN warehouses w ON w.id = c.warehouse_id
      WHERE t.server_id = ${serverId} AND t.status IN ('OPEN', 'IN_PROGRESS')`
  await lockSpares(
    tx,
    rows.map((row) => row.id),
    'supply',
  )
}
