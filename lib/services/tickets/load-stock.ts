import type { StockView } from '../../contracts/tickets/stock'
import type { Ctx, TxCtx } from '../../db/context'
import { countWaiting } from './count-waiting'
import { stockSelect, toStockView } from './stock-view'

/** A part in a warehouse by internal ids, as it stands in this transaction: what commands answer. */
export async function loadStock(
  ctx: Ctx | TxCtx,
  place: { sparePartId: number; warehouseId: number },
): Promise<StockView> {
  const { sparePartId, warehouseId } = place
  const row = await ctx.db.stock.findUniqueOrThrow({
    where: { sparePartId_warehouseId: { sparePartId, warehouseId } },
    select: stockSelect,
  })
  return toStockView(row, (await countWaiting(ctx, [row])).get(row.id) ?? 0)
}
