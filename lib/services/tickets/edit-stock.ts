import type { z } from 'zod'
import type { editStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { isAppError, notFound, stale } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { findStockPlace, type StockPlace } from './find-stock-place'
import { loadStock } from './load-stock'
import { lockStock } from './lock-stock'
import { recordLowStock } from './record-low-stock'
import { splitStockId } from './stock-view'

type Input = z.output<typeof editStockInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined }

/**
 * Sets shelf and minimum, also of a part that never lay in that warehouse: it is low from then on. How many there are
 * changes only by movements.
 */
export async function editStock(ctx: Ctx, input: Input): Promise<StockView> {
  return inTransaction(ctx, async (tx) => {
    const place = await placeOf(tx, input.id)
    authorize(tx, 'tickets.edit-stock', place.datacenterId)
    const before = await lockedStock(tx, place, input)
    const row = await tx.db.stock.update({
      where: { id: before.id },
      data: {
        ...(input.shelf === undefined ? {} : { shelf: input.shelf }),
        ...(input.minimum === undefined ? {} : { minimum: input.minimum }),
        updatedAt: tx.clock(),
        version: { increment: 1 },
      },
      select: { shelf: true, minimum: true, available: true },
    })
    await recordAudit(tx, {
      action: 'tickets.edit-stock',
      entity: 'stock',
      key: place.key,
      datacenterId: place.datacenterId,
      detail: {
        ...(input.shelf === undefined ? {} : { shelf: { from: before.shelf, to: row.shelf } }),
        ...(input.minimum === undefined ? {} : { minimum: { from: before.minimum, to: row.minimum } }),
      },
    })
    // Under the minimum that is set now, and not under the one before.
    const wasLow = before.minimum !== null && before.available < before.minimum
    if (!wasLow) await recordLowStock(tx, [{ ...place, ...row, before: row.minimum ?? 0 }])
    return loadStock(tx, place)
  })
}

/** The part and the warehouse that the id names; 404 where one of them does not exist. */
async function placeOf(tx: TxCtx, id: string): Promise<StockPlace> {
  try {
    return await findStockPlace(tx, { ...splitStockId(id), field: 'id' })
  } catch (error) {
    if (isAppError(error) && error.code === 'unknown-reference') throw notFound('stock', id)
    throw error
  }
}

type Row = { id: number; version: number; shelf: string | null; minimum: number | null; available: number }
const select = { id: true, version: true, shelf: true, minimum: true, available: true } as const

async function lockedStock(tx: TxCtx, place: StockPlace, input: Input): Promise<Row> {
  const { sparePartId, warehouseId, key } = place
  const where = { sparePartId_warehouseId: { sparePartId, warehouseId } }
  const known = await tx.db.stock.findUnique({ where, select })
  const sets = typeof input.shelf === 'string' || typeof input.minimum === 'number'
  if (known === null && !sets) throw notFound('stock', key)
  if (known === null && input.ifMatch !== undefined) throw stale('stock', key, 0)
  await lockStock(tx, [place])
  const row = await tx.db.stock.findUniqueOrThrow({ where, select })
  if (known !== null) checkVersion('stock', key, row.version, input.ifMatch)
  return row
}
