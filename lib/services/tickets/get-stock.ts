import type { StockView } from '../../contracts/tickets/stock'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { countWaiting } from './count-waiting'
import { readStock } from './read-stock'
import { splitStockId, toStockView } from './stock-view'

export async function getStock(ctx: Ctx, input: { id: string }): Promise<StockView> {
  const { sku, warehouse } = splitStockId(input.id)
  const [row] = await readStock(ctx, Prisma.sql`p.sku = ${sku}::citext AND w.code = ${warehouse}::citext`)
  if (row === undefined) throw notFound('stock', input.id)
  authorize(ctx, 'tickets.read', row.warehouse.datacenterId)
  return toStockView(row, (await countWaiting(ctx, [row])).get(row.id) ?? 0)
}
