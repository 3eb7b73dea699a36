import type { TxCtx } from '../../db/context'
import { lockOrder } from '../../db/locks'
import type { Operation } from '../../domain/access/permissions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { loadOrders } from '../planning/load-orders'
import type { OrderRow } from '../planning/order-view'

/** The order, locked, if there is one and the actor may. */
export async function lockedOrder(tx: TxCtx, number: string, operation: Operation): Promise<OrderRow> {
  const locked = await lockOrder(tx, number)
  if (locked === null) throw notFound('order', number)
  const [order] = await loadOrders(tx, { ids: [locked.id] })
  if (order === undefined) throw notFound('order', number)
  authorize(tx, operation, order.datacenterId)
  return order
}
