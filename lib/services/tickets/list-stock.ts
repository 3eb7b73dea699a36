import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listStockEndpoint, StockView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { countWaiting } from './count-waiting'
import { type StockRow, stockSelect, toStockView } from './stock-view'

type Query = EndpointInput<typeof listStockEndpoint>['query']

/** Stock in the datacenters that the actor may read, by sku, then warehouse. */
export async function listStock(ctx: Ctx, input: Query): Promise<Page<StockView>> {
  const rows = await ctx.db.stock.findMany({
    where: { AND: [filters(ctx, input), after(input.cursor), lowFilter(ctx, input.low)] },
    orderBy: [{ sparePart: { sku: 'asc' } }, { warehouse: { code: 'asc' } }],
    take: input.limit + 1,
    select: stockSelect,
  })
  const waiting = await countWaiting(ctx, rows.slice(0, input.limit))
  const view = (row: StockRow) => toStockView(row, waiting.get(row.id) ?? 0)
  return cutPage(rows, input.limit, view, (row) => [row.sparePart.sku, row.warehouse.code])
}

function filters(ctx: Ctx, input: Query): Prisma.StockWhereInput {
  const ids = visible(ctx, 'tickets.read')
  const warehouse: Prisma.WarehouseWhereInput = {
    ...(ids === undefined ? {} : { datacenterId: ids }),
    ...(input.warehouse === undefined ? {} : { code: { in: input.warehouse } }),
    ...(input.datacenter === undefined ? {} : { datacenter: { code: { in: input.datacenter } } }),
  }
  return {
    warehouse,
    ...(input.sku === undefined ? {} : { sparePart: { sku: { in: input.sku } } }),
    ...(input.q === undefined
      ? {}
      : {
          OR: [
            { sparePart: { sku: { contains: input.q, mode: 'insensitive' } } },
            { sparePart: { description: { contains: input.q, mode: 'insensitive' } } },
            { shelf: { contains: input.q, mode: 'insensitive' } },
          ],
        }),
  }
}

function lowFilter(ctx: Ctx, low: 'true' | 'false' | undefined): Prisma.StockWhereInput {
  const { minimum } = ctx.db.stock.fields
  if (low === undefined) return {}
  return low === 'true' ? { available: { lt: minimum } } : { OR: [{ minimum: null }, { available: { gte: minimum } }] }
}

function after(cursor: string | undefined): Prisma.StockWhereInput {
  if (cursor === undefined) return {}
  const [sku, warehouse] = decodeCursor(cursor, ['string', 'string'])
  return {
    OR: [{ sparePart: { sku: { gt: sku } } }, { sparePart: { sku }, warehouse: { code: { gt: warehouse } } }],
  }
}
