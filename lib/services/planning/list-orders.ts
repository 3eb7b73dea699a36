import type { Page } from '../../contracts/paging'
import type { OrderView } from '../../contracts/planning/order'
import type { Ctx } from '../../db/context'
import { cutPage } from '../../db/cursor'
import type { OrderState } from '../../domain/order-state'
import { visible } from '../access/authorize'
import { afterInt, createdKeys } from './created-cursor'
import { loadOrders } from './load-orders'
import { toOrderView } from './order-view'

/** Orders of the datacenters that the actor may read, newest first unless asked otherwise. */
export async function listOrders(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    status?: readonly OrderState[] | undefined
    datacenter?: readonly string[] | undefined
    customer?: readonly string[] | undefined
    sort?: 'createdAt' | '-createdAt' | undefined
  },
): Promise<Page<OrderView>> {
  const direction = input.sort === 'createdAt' ? 'asc' : 'desc'
  const beyond = direction === 'asc' ? 'gt' : 'lt'
  const after = input.cursor === undefined ? undefined : afterInt(input.cursor)
  const ids = visible(ctx, 'planning.read')
  const { q, status, datacenter, customer } = input
  const found = await ctx.db.order.findMany({
    where: {
      AND: [
        ids === undefined ? {} : { datacenterId: ids },
        status === undefined ? {} : { status: { in: [...status] } },
        datacenter === undefined ? {} : { datacenter: { code: { in: [...datacenter] } } },
        customer === undefined ? {} : { customer: { in: [...customer], mode: 'insensitive' } },
        q === undefined
          ? {}
          : {
              OR: [
                { number: { contains: q, mode: 'insensitive' } },
                { customer: { contains: q, mode: 'insensitive' } },
              ],
            },
        after === undefined
          ? {}
          : {
              createdAt: { [`${beyond}e`]: after.createdAt },
              OR: [{ createdAt: { [beyond]: after.createdAt } }, { id: { [beyond]: after.id } }],
            },
      ],
    },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: input.limit + 1,
    select: { id: true },
  })
  const rows = await loadOrders(ctx, { ids: found.map(({ id }) => id) })
  return cutPage(rows, input.limit, toOrderView, createdKeys)
}
