import type { TxCtx } from '../../db/context'
import type { TicketType } from '../../domain/ticket-state'

/** Of servers those that have a live ticket of the type: a good word on what does not heal by itself is for its crew. */
export async function findRepairedServers(
  tx: TxCtx,
  asked: readonly { serverId: number; type: TicketType }[],
): Promise<number[]> {
  if (asked.length === 0) return []
  const rows = await tx.db.$queryRaw<{ serverId: number }[]>`
    SELECT DISTINCT t.server_id AS "serverId"
    FROM unnest(${asked.map((one) => one.serverId)}::int[], ${asked.map((one) => one.type)}::text[]) AS n(server_id, type)
    JOIN tickets t ON t.server_id = n.server_id AND t.type = n.type AND t.status IN ('OPEN', 'IN_PROGRESS')`
  return rows.map((row) => row.serverId)
}
