import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { illegalTransition, notFound } from '../../domain/errors'
import { type OrderState, orderMachine } from '../../domain/order-state'
import { type AuditRecord, announcements, auditRows } from '../audit/record-audit'

/** What a transition has to know of an order. */
interface MovedOrder {
  number: string
  status: OrderState
  datacenterId: number
}

export interface OrderTransition {
  orderId: number
  to: OrderState
  /** Use case, as in the audit log. */
  action: string
  /** States it may start from, where the use case allows fewer than the machine draws. */
  from?: readonly OrderState[]
  reason?: string | undefined
  /** For the audit log: what was asked for with it. */
  detail?: Prisma.InputJsonObject | undefined
  /** The order as the caller read it when it locked the row: saves reading it again. */
  locked?: MovedOrder
}

/**
 * Moves one order along a drawn arrow: a conditional UPDATE whose row count decides, and its audit row, in the caller's
 * transaction. Locks the order row, so call it before any server is locked, or hold the order row already. Returns the
 * status it came from. Throws `illegal-transition` with the allowed states, or `not-found`.
 */
export async function applyOrderTransition(tx: TxCtx, change: OrderTransition): Promise<OrderState> {
  const { orderId, to, action, reason, detail } = change
  const order = change.locked ?? (await lock(tx, orderId))
  const { number, status, datacenterId } = order
  const refused = illegalTransition('order', number, status, to, orderMachine.allowed(status))
  if (!orderMachine.sources(to).includes(status) || change.from?.includes(status) === false) throw refused
  const audits: AuditRecord[] = [
    { action, entity: 'order', key: number, from: status, to, reason, datacenterId, detail },
  ]
  const moved = Prisma.sql`EXISTS (SELECT 1 FROM moved)`
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    WITH moved AS (${moveOrder({ id: orderId, status }, to, tx.clock())}
    ), audited AS (${auditRows(tx, audits, moved)}
    ), announced AS (${announcements(audits, moved)})
    SELECT id, (SELECT count(*)::int FROM announced) AS announced FROM moved`
  if (rows.length !== 1) throw refused
  return status
}

/**
 * The move alone, as part of a statement that does more: from the status that the order was read in, where `when` holds. It
 * gives the row's id if it was moved.
 */
export function moveOrder(
  order: { id: number; status: OrderState },
  to: OrderState,
  at: Date,
  when: Prisma.Sql = Prisma.sql`true`,
): Prisma.Sql {
  return Prisma.sql`
    UPDATE orders SET status = ${to}::order_status, status_since = ${at}::timestamptz, updated_at = ${at}::timestamptz,
      version = version + 1, cancel_requested_at = CASE WHEN ${to} = 'CANCELLED' THEN NULL ELSE cancel_requested_at END
    WHERE id = ${order.id} AND status = ${order.status}::order_status AND ${when}
    RETURNING id`
}

async function lock(tx: TxCtx, orderId: number): Promise<MovedOrder> {
  const [order] = await tx.db.$queryRaw<MovedOrder[]>`
    SELECT number::text AS number, status::text AS status, datacenter_id AS "datacenterId"
    FROM orders WHERE id = ${orderId} FOR NO KEY UPDATE`
  if (order === undefined) throw notFound('order', orderId)
  return order
}
