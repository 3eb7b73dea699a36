import type { TxCtx } from '../../db/context'
import { recordAudit } from '../audit/record-audit'

/**
 * A promised server was lost (it broke, or was scrapped): its ACTIVE allocation becomes LOST and the server belongs to no
 * order any more. Leaves the server's state and the order's status alone, and returns the order that is now degraded; null
 * when the server was promised to none.
 *
 * The caller holds the order's row. Call it after the server's own transition: the database refuses a server in a promised state without an order.
 */
export async function loseAllocation(
  tx: TxCtx,
  input: { serverId: number; action: string; reason?: string | undefined },
): Promise<{ orderId: number; orderNumber: string } | null> {
  const allocation = await tx.db.allocation.findFirst({
    where: { serverId: input.serverId, status: 'ACTIVE' },
    select: {
      id: true,
      server: { select: { barcode: true } },
      order: { select: { id: true, number: true, datacenterId: true } },
    },
  })
  if (allocation === null) return null
  const { count } = await tx.db.allocation.updateMany({
    where: { id: allocation.id, status: 'ACTIVE' },
    data: { status: 'LOST', endedAt: tx.clock() },
  })
  if (count === 0) return null
  await tx.db.server.updateMany({ where: { id: input.serverId }, data: { orderId: null } })
  await tx.db.order.update({ where: { id: allocation.order.id }, data: { version: { increment: 1 } } })
  await recordAudit(tx, {
    action: input.action,
    entity: 'order',
    key: allocation.order.number,
    reason: input.reason,
    datacenterId: allocation.order.datacenterId,
    detail: { lost: allocation.server.barcode },
  })
  return { orderId: allocation.order.id, orderNumber: allocation.order.number }
}
