import type { StockView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { countWaiting } from './count-waiting'
import { splitStockId, stockSelect, toStockView } from './stock-view'

export async function getStock(ctx: Ctx, input: { id: string }): Promise<StockView> {
  const { sku, warehouse } = splitStockId(input.id)
  const row = await ctx.db.stock.findFirst({
    where: { sparePart: { sku }, warehouse: { code: warehouse } },
    select: stockSelect,
  })
  if (row === null) throw notFound('stock', input.id)
  authorize(ctx, 'tickets.read', row.warehouse.datacenterId)
  return toStockView(row, (await countWaiting(ctx, [row])).get(row.id) ?? 0)
}
