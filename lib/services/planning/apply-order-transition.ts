import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { illegalTransition, notFound } from '../../domain/errors'
import { type OrderState, orderMachine } from '../../domain/order-state'
import { recordAudit } from '../audit/record-audit'

export interface OrderTransition {
  orderId: number
  to: OrderState
  /** Use case, as in the audit log. */
  action: string
  /** States it may start from, where the use case allows fewer than the machine draws. */
  from?: readonly OrderState[]
  data?: Omit<Prisma.OrderUncheckedUpdateManyInput, 'id' | 'status' | 'statusSince' | 'version'>
  reason?: string | undefined
  detail?: Prisma.InputJsonObject | undefined
}

/**
 * Moves one order along a drawn arrow: a conditional UPDATE whose row count decides, and its audit row, in the caller's
 * transaction. Locks the order row, so call it before any server is locked, or hold the order row already. Returns the
 * status it came from. Throws `illegal-transition` with the allowed states, or `not-found`.
 */
export async function applyOrderTransition(tx: TxCtx, change: OrderTransition): Promise<OrderState> {
  const sources = orderMachine.sources(change.to).filter((status) => change.from?.includes(status) ?? true)
  const before = await tx.db.$queryRaw<{ number: string; status: OrderState; datacenter_id: number }[]>`
    SELECT number, status::text AS status, datacenter_id FROM orders WHERE id = ${change.orderId} FOR UPDATE`
  const order = before[0]
  if (order === undefined) throw notFound('order', change.orderId)
  const { count } = await tx.db.order.updateMany({
    where: { id: change.orderId, status: { in: [...sources] } },
    data: { ...change.data, status: change.to, statusSince: tx.clock(), version: { increment: 1 } },
  })
  if (count === 0)
    throw illegalTransition('order', order.number, order.status, change.to, orderMachine.allowed(order.status))
  await recordAudit(tx, {
    action: change.action,
    entity: 'order',
    key: order.number,
    from: order.status,
    to: change.to,
    reason: change.reason,
    datacenterId: order.datacenter_id,
    detail: change.detail,
  })
  return order.status
}
