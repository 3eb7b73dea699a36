import type { OrderView } from '../../contracts/planning/order'
import type { Prisma } from '../../db/generated/client'
import { loadOrders } from './load-orders'
import { toOrderView } from './order-view'

/** The view of an order that is there. */
export async function viewOrder(ctx: { db: Prisma.TransactionClient }, id: number): Promise<OrderView> {
  const [row] = await loadOrders(ctx, { ids: [id] })
  if (row === undefined) throw new Error(`Order ${id} is gone`)
  return toOrderView(row)
}
