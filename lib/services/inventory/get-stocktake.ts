import type { StocktakeView } from '../../contracts/inventory/stocktake'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { stocktakeSelect, viewStocktake } from './stocktake-view'

export async function getStocktake(ctx: Ctx, input: { id: string }): Promise<StocktakeView> {
  const row = await ctx.db.stocktake.findUnique({ where: { id: input.id }, select: stocktakeSelect })
  if (row === null) throw notFound('stocktake', input.id)
  authorize(ctx, 'inventory.read', row.datacenterId)
  return viewStocktake(ctx, row)
}
