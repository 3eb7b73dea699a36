import type { StockView } from '../../contracts/tickets/stock'
import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { countWaiting } from './count-waiting'
import { readStock } from './read-stock'
import { toStockView } from './stock-view'

/** A part in a warehouse by internal ids, as it stands in this transaction: what commands answer. */
export async function loadStock(
  ctx: Ctx | TxCtx,
  place: { sparePartId: number; warehouseId: number },
): Promise<StockView> {
  const { sparePartId, warehouseId } = place
  const [row] = await readStock(ctx, Prisma.sql`s.spare_part_id = ${sparePartId} AND s.warehouse_id = ${warehouseId}`)
  if (row === undefined) throw new Error(`no stock of part ${sparePartId} in warehouse ${warehouseId}`)
  return toStockView(row, (await countWaiting(ctx, [row])).get(row.id) ?? 0)
}
