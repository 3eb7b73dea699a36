import type { OrderView } from '../../contracts/planning/order'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { orderSelect, toOrderView } from './order-view'

export async function getOrder(ctx: Ctx, input: { number: string }): Promise<OrderView> {
  const row = await ctx.db.order.findUnique({ where: { number: input.number }, select: orderSelect })
  if (row === null) throw notFound('order', input.number)
  authorize(ctx, 'planning.read', row.datacenterId)
  return toOrderView(row)
}
