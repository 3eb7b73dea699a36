import type { Ctx } from '../../db/context'
import { visible } from '../access/authorize'

/** How many parts run low in the warehouses that the actor may read, in those datacenters or warehouses that are asked for. */
export async function countLowStock(
  ctx: Ctx,
  input: { datacenter?: readonly string[] | undefined; warehouse?: readonly string[] | undefined } = {},
): Promise<number> {
  const ids = visible(ctx, 'tickets.read')
  return ctx.db.stock.count({
    where: {
      available: { lt: ctx.db.stock.fields.minimum },
      warehouse: {
        ...(ids === undefined ? {} : { datacenterId: ids }),
        ...(input.datacenter === undefined ? {} : { datacenter: { code: { in: [...input.datacenter] } } }),
        ...(input.warehouse === undefined ? {} : { code: { in: [...input.warehouse] } }),
      },
    },
  })
}
