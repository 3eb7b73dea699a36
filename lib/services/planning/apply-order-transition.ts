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
  reason?: string | undefined
  /** Now, where the caller does not say. */
  at?: Date
  detail?: Prisma.InputJsonObject | undefined
}

/**
 * Moves one order along a drawn arrow: a conditional UPDATE under the row's lock that decides, and its audit row, in the caller's
 * transaction. Locks the order row, so call it before any server is locked, or hold the order row already. Returns the
 * status it came from. Throws `illegal-transition` with the allowed states, or `not-found`.
 */
export async function applyOrderTransition(tx: TxCtx, change: OrderTransition): Promise<OrderState> {
  const sources = orderMachine.sources(change.to).filter((status) => change.from?.includes(status) ?? true)
  const now = change.at ?? tx.clock()
  const [order] = await tx.db.$queryRaw<{ number: string; status: OrderState; datacenterId: number; moved: boolean }[]>`
    WITH before AS (
      SELECT id, number, status, datacenter_id FROM orders WHERE id = ${change.orderId} FOR UPDATE
    ), moved AS (
      UPDATE orders o SET status = ${change.to}::order_status, status_since = ${now}::timestamptz,
        updated_at = ${now}::timestamptz, version = o.version + 1,
        cancel_requested_at = CASE WHEN ${change.to} = 'CANCELLED' THEN NULL ELSE o.cancel_requested_at END
      FROM before WHERE o.id = before.id AND before.status::text = ANY(${[...sources]}::text[])
      RETURNING o.id
    )
    SELECT number::text AS number, status::text AS status, datacenter_id AS "datacenterId",
      EXISTS (SELECT 1 FROM moved) AS moved
    FROM before`
  if (order === undefined) throw notFound('order', change.orderId)
  if (!order.moved)
    throw illegalTransition('order', order.number, order.status, change.to, orderMachine.allowed(order.status))
  await recordAudit(tx, {
    action: change.action,
    entity: 'order',
    key: order.number,
    from: order.status,
    to: change.to,
    reason: change.reason,
    datacenterId: order.datacenterId,
    detail: change.detail,
  })
  return order.status
}
