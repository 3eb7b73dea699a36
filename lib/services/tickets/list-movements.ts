import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listMovementsEndpoint, MovementView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { visible } from '../access/authorize'
import { movementSelect, toMovementView } from './stock-view'

/** The ledger of the datacenters that the actor may read, newest first. */
export async function listMovements(
  ctx: Ctx,
  input: EndpointInput<typeof listMovementsEndpoint>['query'],
): Promise<Page<MovementView>> {
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['number'])[0]
  const ids = visible(ctx, 'tickets.read')
  const rows = await ctx.db.stockMovement.findMany({
    where: {
      ...(after === undefined ? {} : { id: { lt: after } }),
      ...(input.sku === undefined ? {} : { sparePart: { sku: { in: input.sku } } }),
      ...(input.ticket === undefined ? {} : { ticket: { number: { in: input.ticket } } }),
      warehouse: {
        ...(ids === undefined ? {} : { datacenterId: ids }),
        ...(input.warehouse === undefined ? {} : { code: { in: input.warehouse } }),
      },
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: movementSelect,
  })
  return cutPage(rows, input.limit, toMovementView, (row) => [Number(row.id)])
}
