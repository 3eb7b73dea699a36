import type { z } from 'zod'
import type { moveStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { conflict, unknownReference } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { lockSpares } from './lock-spares'
import { serveWaiting } from './serve-waiting'
import { stockSelect, toStockView } from './stock-view'

type Input = z.output<typeof moveStockInput>

/** As many as one place can hold. */
const MOST = 2_147_483_647

interface Place {
  sparePartId: number
  warehouseId: number
  datacenterId: number
  key: string
}

/**
 * Receives stock, or takes it out (quantity < 0), with its ledger row; components that wait get what arrived in the same
 * transaction. Throws `insufficient-stock` (409) with what is available: reserved parts cannot be taken.
 */
export async function moveStock(ctx: Ctx, input: Input): Promise<StockView> {
  return inTransaction(ctx, async (tx) => {
    const place = await findPlace(tx, input)
    authorize(tx, 'tickets.move-stock', place.datacenterId)
    await lockSpares(tx, [place.datacenterId], 'supply')
    if (input.quantity > 0) await receive(tx, place, input.quantity)
    else await takeOut(tx, place, -input.quantity)
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
      detail: { quantity: input.quantity },
    })
    if (input.quantity > 0) await serveWaiting(tx, place)
    const row = await tx.db.stock.findUniqueOrThrow({
      where: { sparePartId_warehouseId: { sparePartId: place.sparePartId, warehouseId: place.warehouseId } },
      select: stockSelect,
    })
    return toStockView(row)
  })
}

async function findPlace(tx: TxCtx, input: Input): Promise<Place> {
  const part = await tx.db.sparePart.findUnique({ where: { sku: input.sku }, select: { id: true, sku: true } })
  if (part === null) throw unknownReference('sku', 'spare-part', input.sku)
  const warehouse = await tx.db.warehouse.findUnique({
    where: { code: input.warehouse },
    select: { id: true, code: true, datacenterId: true },
  })
  if (warehouse === null) throw unknownReference('warehouse', 'warehouse', input.warehouse)
  return {
    sparePartId: part.id,
    warehouseId: warehouse.id,
    datacenterId: warehouse.datacenterId,
    key: `${part.sku}@${warehouse.code}`,
  }
}

async function receive(tx: TxCtx, place: Place, quantity: number): Promise<void> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    INSERT INTO stock AS s (spare_part_id, warehouse_id, available, updated_at)
    VALUES (${place.sparePartId}, ${place.warehouseId}, ${quantity}, ${tx.clock()})
    ON CONFLICT (spare_part_id, warehouse_id) DO UPDATE
    SET available = s.available + ${quantity}, version = s.version + 1, updated_at = ${tx.clock()}
    WHERE s.available::bigint + s.reserved + ${quantity} <= ${MOST}
    RETURNING s.id`
  if (rows.length === 0) throw conflict('conflict', `${place.key} cannot hold that many.`)
}

async function takeOut(tx: TxCtx, place: Place, quantity: number): Promise<void> {
  const { sparePartId, warehouseId } = place
  const { count } = await tx.db.stock.updateMany({
    where: { sparePartId, warehouseId, available: { gte: quantity } },
    data: { available: { decrement: quantity }, version: { increment: 1 }, updatedAt: tx.clock() },
  })
  if (count === 1) return
  const stock = await tx.db.stock.findUnique({
    where: { sparePartId_warehouseId: { sparePartId, warehouseId } },
    select: { available: true },
  })
  const available = stock?.available ?? 0
  throw conflict('insufficient-stock', `${place.key} has ${available} available, not ${quantity}.`, { available })
}
