import type { StocktakeSummaryView } from '../../contracts/inventory/stocktake'
import type { Page } from '../../contracts/paging'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import type { Prisma } from '../../db/generated/client'
import { visible } from '../access/authorize'
import { stocktakeSelect, toStocktakeSummary } from './stocktake-view'

interface ListStocktakes {
  limit: number
  cursor?: string | undefined
  rack?: readonly string[] | undefined
  warehouse?: readonly string[] | undefined
  datacenter?: readonly string[] | undefined
  open?: 'true' | 'false' | undefined
}

/** Stocktakes of what the actor may read, newest first. */
export async function listStocktakes(ctx: Ctx, input: ListStocktakes): Promise<Page<StocktakeSummaryView>> {
  const ids = visible(ctx, 'inventory.read')
  const rows = await ctx.db.stocktake.findMany({
    where: {
      AND: [
        after(input.cursor),
        ids === undefined ? {} : { datacenterId: ids },
        input.rack === undefined ? {} : { rack: { code: { in: [...input.rack] } } },
        input.warehouse === undefined ? {} : { warehouse: { code: { in: [...input.warehouse] } } },
        input.datacenter === undefined ? {} : { datacenter: { code: { in: [...input.datacenter] } } },
        input.open === undefined ? {} : { closedAt: input.open === 'true' ? null : { not: null } },
      ],
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: input.limit + 1,
    select: stocktakeSelect,
  })
  return cutPage(rows, input.limit, toStocktakeSummary, (row) => [row.startedAt.toISOString(), row.id])
}

function after(cursor: string | undefined): Prisma.StocktakeWhereInput {
  if (cursor === undefined) return {}
  const [at, id] = decodeCursor(cursor, ['instant', 'uuid'])
  // The first condition is one that an index begins at; what is said with OR it only filters by.
  return { startedAt: { lte: new Date(at) }, OR: [{ startedAt: { lt: new Date(at) } }, { id: { lt: id } }] }
}
