import type { WarehouseView } from '../../contracts/inventory/warehouse'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { visible } from '../access/authorize'
import { toWarehouseView, warehouseSelect } from './warehouse-view'

/** Warehouses that the actor may read, by code. */
export async function listWarehouses(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    datacenter?: readonly string[] | undefined
  },
): Promise<Page<WarehouseView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const ids = visible(ctx, 'inventory.read')
  const rows = await ctx.db.warehouse.findMany({
    where: {
      ...(ids === undefined ? {} : { datacenterId: ids }),
      ...(after === undefined ? {} : { code: { gt: after } }),
      ...(input.datacenter === undefined ? {} : { datacenter: { code: { in: [...input.datacenter] } } }),
      ...(input.q === undefined
        ? {}
        : { OR: [{ code: { contains: input.q } }, { name: { contains: input.q, mode: 'insensitive' } }] }),
    },
    orderBy: { code: 'asc' },
    take: input.limit + 1,
    select: warehouseSelect,
  })
  return cutPage(rows, input.limit, toWarehouseView, (row) => [row.code])
}
