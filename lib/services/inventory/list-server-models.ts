import type { ServerModelView } from '../../contracts/inventory/server-model'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { authorize } from '../access/authorize'
import { serverModelSelect, toServerModelView } from './server-model-view'

/** All server models, by slug: they belong to no datacenter, so every reader sees them. */
export async function listServerModels(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    manufacturer?: readonly string[] | undefined
  },
): Promise<Page<ServerModelView>> {
  authorize(ctx, 'inventory.read', 'anywhere')
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const words = input.q === undefined ? undefined : ({ contains: input.q, mode: 'insensitive' } as const)
  const rows = await ctx.db.serverModel.findMany({
    where: {
      ...(after === undefined ? {} : { slug: { gt: after } }),
      ...(input.manufacturer === undefined
        ? {}
        : { manufacturer: { in: [...input.manufacturer], mode: 'insensitive' } }),
      ...(words === undefined ? {} : { OR: [{ slug: words }, { manufacturer: words }, { model: words }] }),
    },
    orderBy: { slug: 'asc' },
    take: input.limit + 1,
    select: serverModelSelect,
  })
  return cutPage(rows, input.limit, toServerModelView, (row) => [row.slug])
}
