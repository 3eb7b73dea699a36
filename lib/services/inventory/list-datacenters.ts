import type { DatacenterView } from '../../contracts/inventory/datacenter'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { visible } from '../access/authorize'
import { datacenterSelect, toDatacenterView } from './datacenter-view'

/** Datacenters that the actor may read, by code. */
export async function listDatacenters(
  ctx: Ctx,
  input: { limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<Page<DatacenterView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const ids = visible(ctx, 'inventory.read')
  const rows = await ctx.db.datacenter.findMany({
    where: {
      ...(ids === undefined ? {} : { id: ids }),
      ...(after === undefined ? {} : { code: { gt: after } }),
      ...(input.q === undefined
        ? {}
        : { OR: [{ code: { contains: input.q } }, { name: { contains: input.q, mode: 'insensitive' } }] }),
    },
    orderBy: { code: 'asc' },
    take: input.limit + 1,
    select: datacenterSelect,
  })
  return cutPage(rows, input.limit, toDatacenterView, (row) => [row.code])
}
