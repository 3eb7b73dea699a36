import type { EndpointInput } from '../../contracts/endpoint'
import type { Page } from '../../contracts/paging'
import type { listStockEndpoint, StockView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { stockSelect, toStockView } from './stock-view'

type Query = EndpointInput<typeof listStockEndpoint>['query']

/** Stock in the datacenters that the actor may read, by sku, then warehouse. */
export async function listStock(ctx: Ctx, input: Query): Promise<Page<StockView>> {
  const rows = await ctx.db.stock.findMany({
    where: { AND: [filters(ctx, input), after(input.cursor), await lowFilter(ctx, input.low)] },
    orderBy: [{ sparePart: { sku: 'asc' } }, { warehouse: { code: 'asc' } }],
    take: input.limit + 1,
    select: stockSelect,
  })
  return cutPage(rows, input.limit, toStockView, (row) => [row.sparePart.sku, row.warehouse.code])
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

/** Prisma compares no sums: the few rows that have a minimum and lie under it are looked up first. */
async function lowFilter(ctx: Ctx, low: 'true' | 'false' | undefined): Promise<Prisma.StockWhereInput> {
  if (low === undefined) return {}
  const rows = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM stock WHERE minimum IS NOT NULL AND available::bigint + reserved < minimum`
  const ids = rows.map((row) => row.id)
  return { id: low === 'true' ? { in: ids } : { notIn: ids } }
}

function after(cursor: string | undefined): Prisma.StockWhereInput {
  if (cursor === undefined) return {}
  const [sku, warehouse] = decodeCursor(cursor, ['string', 'string'])
  return {
    OR: [{ sparePart: { sku: { gt: sku } } }, { sparePart: { sku }, warehouse: { code: { gt: warehouse } } }],
  }
}
