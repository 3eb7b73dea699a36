import type { z } from 'zod'
import type { moveStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { findStockPlace, type StockPlace } from './find-stock-place'
import { loadStock } from './load-stock'
import { lockSpares } from './lock-spares'
import { movePieces } from './move-pieces'
import { recordLowStock } from './record-low-stock'
import { serveWaiting } from './serve-waiting'

type Input = z.output<typeof moveStockInput>

/** As many as one place can hold. */
const MOST = 2_147_483_647

/**
 * Receives stock, or takes it out (quantity < 0), with its ledger row; components that wait get what arrived in the same
 * transaction. Throws `insufficient-stock` (409) with what is available: reserved parts cannot be taken.
 */
export async function moveStock(ctx: Ctx, input: Input): Promise<StockView> {
  return inTransaction(ctx, async (tx) => {
    const place = await findStockPlace(tx, { ...input, field: 'warehouse' })
    authorize(tx, 'tickets.move-stock', place.datacenterId)
    await lockSpares(tx, [place.datacenterId], 'supply')
    if (input.quantity > 0) await receive(tx, place, input.quantity)
    else await takeOut(tx, place, -input.quantity)
    await movePieces(tx, place, input)
    await tx.db.stockMovement.create({
      data: {
        at: tx.clock(),
        sparePartId: place.sparePartId,
        warehouseId: place.warehouseId,
        kind: input.quantity > 0 ? 'RECEIVE' : 'ISSUE',
        availableDelta: input.quantity,
        reservedDelta: 0,
        reason: input.reason,
        actor: tx.actor.name,
      },
    })
    await recordAudit(tx, {
      action: 'tickets.move-stock',
      entity: 'stock',
      key: place.key,
      reason: input.reason,
      datacenterId: place.datacenterId,
      detail: { quantity: input.quantity, ...(input.serials === undefined ? {} : { serials: input.serials }) },
    })
    if (input.quantity > 0) await serveWaiting(tx, place)
    return loadStock(tx, place)
  })
}

async function receive(tx: TxCtx, place: StockPlace, quantity: number): Promise<void> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    INSERT INTO stock AS s (spare_part_id, warehouse_id, available, updated_at)
    VALUES (${place.sparePartId}, ${place.warehouseId}, ${quantity}, ${tx.clock()})
    ON CONFLICT (spare_part_id, warehouse_id) DO UPDATE
    SET available = s.available + ${quantity}, version = s.version + 1, updated_at = ${tx.clock()}
    WHERE s.available::bigint + s.reserved + ${quantity} <= ${MOST}
    RETURNING s.id`
  if (rows.length === 0) throw conflict('conflict', `${place.key} cannot hold that many.`)
}

async function takeOut(tx: TxCtx, place: StockPlace, quantity: number): Promise<void> {
  const { sparePartId, warehouseId } = place
  const [left] = await tx.db.stock.updateManyAndReturn({
    where: { sparePartId, warehouseId, available: { gte: quantity } },
    data: { available: { decrement: quantity }, version: { increment: 1 }, updatedAt: tx.clock() },
    select: { available: true, minimum: true },
  })
  if (left !== undefined) return recordLowStock(tx, [{ ...place, ...left, before: left.available + quantity }])
  const stock = await tx.db.stock.findUnique({
    where: { sparePartId_warehouseId: { sparePartId, warehouseId } },
    select: { available: true },
  })
  const available = stock?.available ?? 0
  throw conflict('insufficient-stock', `${place.key} has ${available} available, not ${quantity}.`, { available })
}
