import type { OrderView } from '../../contracts/planning/order'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { loadOrders } from './load-orders'
import { toOrderView } from './order-view'

export async function getOrder(ctx: Ctx, input: { number: string }): Promise<OrderView> {
  const [row] = await loadOrders(ctx, { number: input.number })
  if (row === undefined) throw notFound('order', input.number)
  authorize(ctx, 'planning.read', row.datacenterId)
  return toOrderView(row)
}
