import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { type HeldServer, readHeldServers } from './read-held-servers'

/** The servers that an order holds, locked in id order, each with its latest provision job. The order is locked already. */
export async function lockHeldServers(tx: TxCtx, orderId: number): Promise<HeldServer[]> {
  const allocations = await tx.db.allocation.findMany({
    where: { orderId, status: 'ACTIVE' },
    select: { serverId: true },
  })
  const ids = allocations.map(({ serverId }) => serverId)
  await lockServers(tx, ids)
  return readHeldServers(tx, orderId, ids)
}
