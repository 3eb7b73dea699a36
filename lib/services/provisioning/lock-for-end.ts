import type { TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'

/**
 * What the end of a job may touch: the order first, so that of the last two jobs to end one sees the other's end, then the
 * servers in id order. A cancelled order's end frees all of its servers, hence all of them.
 */
export async function lockForEnd(tx: TxCtx, job: { orderId: number; serverId: number }): Promise<void> {
  const [order] = await tx.db.$queryRaw<{ cancelled: boolean }[]>`
    SELECT cancel_requested_at IS NOT NULL AS cancelled FROM orders WHERE id = ${job.orderId} FOR NO KEY UPDATE`
  const held = order?.cancelled
    ? await tx.db.allocation.findMany({
        where: { orderId: job.orderId, status: 'ACTIVE' },
        select: { serverId: true },
      })
    : []
  await lockServers(tx, [...new Set([job.serverId, ...held.map(({ serverId }) => serverId)])])
}
