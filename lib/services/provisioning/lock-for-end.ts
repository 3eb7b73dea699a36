import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'

/**
 * What the end of a job may touch: the order first, so that of the last two jobs to end one sees the other's end, then the
 * servers in id order. A cancelled order's end frees all of its servers, hence all of them.
 */
export async function lockForEnd(tx: TxCtx, job: { orderId: number; serverId: number }): Promise<void> {
  await tx.db.$queryRaw`SELECT 1 FROM orders WHERE id = ${job.orderId} FOR NO KEY UPDATE`
  const held = await tx.db.allocation.findMany({
    where: { orderId: job.orderId, status: 'ACTIVE', order: { cancelRequestedAt: { not: null } } },
    select: { serverId: true },
  })
  await lockServers(tx, [...new Set([job.serverId, ...held.map(({ serverId }) => serverId)])])
}
