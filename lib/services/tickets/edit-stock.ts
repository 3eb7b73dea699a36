import type { z } from 'zod'
import type { editStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { splitStockId, stockSelect, toStockView } from './stock-view'

type Input = z.output<typeof editStockInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined }

/** Sets shelf and minimum; how many there are changes only by movements. */
export async function editStock(ctx: Ctx, input: Input): Promise<StockView> {
  const { sku, warehouse } = splitStockId(input.id)
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`
      SELECT s.id FROM stock s JOIN spare_parts p ON p.id = s.spare_part_id JOIN warehouses w ON w.id = s.warehouse_id
      WHERE p.sku = ${sku}::citext AND w.code = ${warehouse}::citext FOR UPDATE OF s`
    const before = await tx.db.stock.findFirst({
      where: { sparePart: { sku }, warehouse: { code: warehouse } },
      select: stockSelect,
    })
    if (before === null) throw notFound('stock', input.id)
    authorize(tx, 'tickets.edit-stock', before.warehouse.datacenterId)
    const view = toStockView(before)
    checkVersion('stock', view.id, before.version, input.ifMatch)
    const row = await tx.db.stock.update({
      where: { id: before.id },
      data: {
        ...(input.shelf === undefined ? {} : { shelf: input.shelf }),
        ...(input.minimum === undefined ? {} : { minimum: input.minimum }),
        updatedAt: tx.clock(),
        version: { increment: 1 },
      },
      select: stockSelect,
    })
    await recordAudit(tx, {
      action: 'tickets.edit-stock',
      entity: 'stock',
      key: view.id,
      datacenterId: row.warehouse.datacenterId,
      detail: {
        ...(input.shelf === undefined ? {} : { shelf: { from: before.shelf, to: row.shelf } }),
        ...(input.minimum === undefined ? {} : { minimum: { from: before.minimum, to: row.minimum } }),
      },
    })
    return toStockView(row)
  })
}
