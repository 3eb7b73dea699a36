import type { z } from 'zod'
import type { countStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { findStockPlace } from './find-stock-place'
import { loadStock } from './load-stock'
import { lockSpares } from './lock-spares'
import { lockStock } from './lock-stock'
import { recordLowStock } from './record-low-stock'
import { serveWaiting } from './serve-waiting'
import { trimPieces } from './trim-pieces'

type Input = z.output<typeof countStockInput>

/**
 * Says how many of a part were counted in a warehouse, those that tickets have reserved included; the difference is a
 * ledger row, also where there is none, as it says that somebody counted. Throws `insufficient-stock` (409) for fewer than
 * are reserved: those tickets have to be settled first.
 */
export async function countStock(ctx: Ctx, input: Input): Promise<StockView> {
  return inTransaction(ctx, async (tx) => {
    const place = await findStockPlace(tx, { ...input, field: 'warehouse' })
    authorize(tx, 'tickets.count-stock', place.datacenterId)
    await lockSpares(tx, [place.datacenterId], 'supply')
    const [before] = await lockStock(tx, [place])
    if (before === undefined) throw new Error('a count without its stock row')
    const { reserved } = before
    if (input.counted < reserved) {
      const message = `Tickets have ${reserved} of ${place.key} reserved, more than ${input.counted}: settle those first.`
      throw conflict('insufficient-stock', message, { available: before.available, reserved })
    }
    const available = input.counted - reserved
    const difference = available - before.available
    const { sparePartId, warehouseId } = place
    await tx.db.stock.update({
      where: { id: before.id },
      data: { available, version: { increment: 1 }, updatedAt: tx.clock() },
    })
    if (difference < 0) await trimPieces(tx, { places: [place], reason: `counted: ${input.reason}` })
    await tx.db.stockMovement.create({
      data: {
        ...{ at: tx.clock(), sparePartId, warehouseId, kind: 'COUNT', reason: input.reason, actor: tx.actor.name },
        availableDelta: difference,
        reservedDelta: 0,
      },
    })
    await recordAudit(tx, {
      action: 'tickets.count-stock',
      entity: 'stock',
      key: place.key,
      reason: input.reason,
      datacenterId: place.datacenterId,
      detail: { counted: input.counted, difference },
    })
    await recordLowStock(tx, [{ ...place, before: before.available, available, minimum: before.minimum }])
    if (difference > 0) await serveWaiting(tx, place)
    return loadStock(tx, place)
  })
}
