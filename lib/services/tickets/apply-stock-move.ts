import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import type { StockPlace } from './find-stock-place'
import { movePieces } from './move-pieces'
import { recordLowStock } from './record-low-stock'

/** As many as one place can hold. */
const MOST = 2_147_483_647

/**
 * Stock comes or goes (quantity < 0), with the pieces that are named, its ledger row and its audit row. The caller has locked
 * the spares as supply, and serves who waits. Throws `insufficient-stock` with what is available: reserved parts cannot be taken.
 */
export async function applyStockMove(
  tx: TxCtx,
  place: StockPlace,
  move: { quantity: number; reason: string; serials?: readonly string[] | undefined; action: string },
): Promise<void> {
  const { quantity, reason, serials, action } = move
  if (quantity > 0) await receive(tx, place, quantity)
  else await takeOut(tx, place, -quantity)
  await movePieces(tx, place, move)
  await tx.db.stockMovement.create({
    data: {
      at: tx.clock(),
      sparePartId: place.sparePartId,
      warehouseId: place.warehouseId,
      kind: quantity > 0 ? 'RECEIVE' : 'ISSUE',
      availableDelta: quantity,
      reservedDelta: 0,
      reason,
      actor: tx.actor.name,
    },
  })
  await recordAudit(tx, {
    action,
    entity: 'stock',
    key: place.key,
    reason,
    datacenterId: place.datacenterId,
    detail: { quantity, ...(serials === undefined ? {} : { serials: [...serials] }) },
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
