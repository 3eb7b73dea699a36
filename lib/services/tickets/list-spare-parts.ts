import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listSparePartsEndpoint, SparePartView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { sparePartSelect, toSparePartView } from './spare-part-view'

/** All spare parts, by sku: they belong to no datacenter, so every reader sees them. */
export async function listSpareParts(
  ctx: Ctx,
  input: EndpointInput<typeof listSparePartsEndpoint>['query'],
): Promise<Page<SparePartView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['string'])[0]
  const rows = await ctx.db.sparePart.findMany({
    where: {
      ...(after === undefined ? {} : { sku: { gt: after } }),
      ...(input.kind === undefined ? {} : { kind: { in: input.kind.map((kind) => kind.toUpperCase()) } }),
      ...(input.model === undefined ? {} : { models: { some: { model: { slug: { in: input.model } } } } }),
      ...(input.q === undefined
        ? {}
        : { OR: [{ sku: { contains: input.q } }, { description: { contains: input.q, mode: 'insensitive' } }] }),
    },
    orderBy: { sku: 'asc' },
    take: input.limit + 1,
    select: sparePartSelect,
  })
  return cutPage(rows, input.limit, toSparePartView, (row) => [row.sku])
}
