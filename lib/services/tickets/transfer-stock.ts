import type { z } from 'zod'
import type { TransferView, transferStockInput } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { conflict, invalid } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudits } from '../audit/record-audit'
import { carryPieces } from './carry-pieces'
import { findStockPlace, type StockPlace } from './find-stock-place'
import { loadStock } from './load-stock'
import { lockSpares } from './lock-spares'
import { lockStock } from './lock-stock'
import { recordLowStock } from './record-low-stock'
import { serveWaiting } from './serve-waiting'

type Input = z.output<typeof transferStockInput>

/** As many as one place can hold. */
const MOST = 2_147_483_647

/**
 * Moves stock between two warehouses, in one datacenter or from one to another, with a ledger row at both ends; what waits
 * at the far end gets what arrived. Throws `insufficient-stock` (409): what tickets have reserved stays where it is.
 */
export async function transferStock(ctx: Ctx, input: Input): Promise<TransferView> {
  return inTransaction(ctx, async (tx) => {
    const { sku } = input
    const from = await findStockPlace(tx, { sku, warehouse: input.from, field: 'from' })
    const to = await findStockPlace(tx, { sku, warehouse: input.to, field: 'to' })
    if (from.warehouseId === to.warehouseId)
      throw invalid({ path: 'to', message: `${to.warehouse} is where the parts come from` })
    authorize(tx, 'tickets.transfer-stock', from.datacenterId)
    authorize(tx, 'tickets.transfer-stock', to.datacenterId)
    await lockSpares(tx, [from.datacenterId, to.datacenterId], 'supply')
    await move(tx, { from, to, quantity: input.quantity })
    const pieces = { sparePartId: from.sparePartId, from: from.warehouseId, to: to.warehouseId }
    await carryPieces(tx, { ...pieces, reason: `from ${from.warehouse}: ${input.reason}` })
    await writeLedger(tx, { from, to, quantity: input.quantity, reason: input.reason })
    await recordAudits(
      tx,
      [from, to].map((place) => ({
        action: 'tickets.transfer-stock',
        entity: 'stock',
        key: place.key,
        reason: input.reason,
        datacenterId: place.datacenterId,
        detail: { quantity: input.quantity, from: from.warehouse, to: to.warehouse },
      })),
    )
    await serveWaiting(tx, to)
    return { from: await loadStock(tx, from), to: await loadStock(tx, to) }
  })
}

type Transfer = { from: StockPlace; to: StockPlace; quantity: number }

async function move(tx: TxCtx, { from, to, quantity }: Transfer): Promise<void> {
  const [source, target] = await lockStock(tx, [from, to])
  if (source === undefined || target === undefined) throw new Error('a transfer without its two stock rows')
  if (source.available < quantity) {
    const message = `${from.key} has ${source.available} available, not ${quantity}.`
    throw conflict('insufficient-stock', message, { available: source.available })
  }
  if (target.available + target.reserved + quantity > MOST)
    throw conflict('conflict', `${to.key} cannot hold that many.`)
  await tx.db.$executeRaw`
    UPDATE stock s SET available = s.available + d.pieces, version = s.version + 1, updated_at = ${tx.clock()}
    FROM unnest(${[source.id, target.id]}::int[], ${[-quantity, quantity]}::int[]) AS d(id, pieces) WHERE s.id = d.id`
  const { available: before, minimum } = source
  await recordLowStock(tx, [{ ...from, before, available: before - quantity, minimum }])
}

async function writeLedger(tx: TxCtx, transfer: Transfer & { reason: string }): Promise<void> {
  const { from, to, quantity, reason } = transfer
  const ends = [
    { place: from, kind: 'TRANSFER_OUT', pieces: -quantity, words: `to ${to.warehouse}: ${reason}` },
    { place: to, kind: 'TRANSFER_IN', pieces: quantity, words: `from ${from.warehouse}: ${reason}` },
  ] as const
  await tx.db.stockMovement.createMany({
    data: ends.map(({ place, kind, pieces, words }) => ({
      at: tx.clock(),
      sparePartId: place.sparePartId,
      warehouseId: place.warehouseId,
      kind,
      availableDelta: pieces,
      reservedDelta: 0,
      reason: words,
      actor: tx.actor.name,
    })),
  })
}
