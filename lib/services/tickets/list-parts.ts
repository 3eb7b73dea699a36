import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listPartsEndpoint, PartView } from '../../contracts/tickets/part'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { visible } from '../access/authorize'
import { partSelect, toPartView, visibleParts } from './part-view'

/** Single pieces with a serial that the actor may see, the newest first. */
export async function listParts(
  ctx: Ctx,
  input: EndpointInput<typeof listPartsEndpoint>['query'],
): Promise<Page<PartView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['number'])[0]
  const rows = await ctx.db.part.findMany({
    where: {
      AND: [visibleParts(visible(ctx, 'tickets.read'))],
      ...(after === undefined ? {} : { id: { lt: after } }),
      ...(input.serial === undefined ? {} : { serial: { in: input.serial } }),
      ...(input.sku === undefined ? {} : { sparePart: { sku: { in: input.sku } } }),
      ...(input.warehouse === undefined ? {} : { warehouse: { code: { in: input.warehouse } } }),
      ...(input.server === undefined ? {} : { server: { barcode: { in: input.server } } }),
      ...(input.state === undefined ? {} : { state: { in: input.state } }),
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: partSelect,
  })
  return cutPage(rows, input.limit, toPartView, (row) => [row.id])
}
