import type { z } from 'zod'
import type { moveStockInput, StockView } from '../../contracts/tickets/stock'
import { type Ctx, inTransaction } from '../../db/context'
import { authorize } from '../access/authorize'
import { applyStockMove } from './apply-stock-move'
import { findStockPlace } from './find-stock-place'
import { loadStock } from './load-stock'
import { lockSpares } from './lock-spares'
import { serveWaiting } from './serve-waiting'

type Input = z.output<typeof moveStockInput>

/**
 * Receives stock, or takes it out (quantity < 0), with its ledger row; components that wait get what arrived in the same
 * transaction. Throws `insufficient-stock` (409) with what is available: reserved parts cannot be taken.
 */
export async function moveStock(ctx: Ctx, input: Input): Promise<StockView> {
  return inTransaction(ctx, async (tx) => {
    const place = await findStockPlace(tx, { ...input, field: 'warehouse' })
    authorize(tx, 'tickets.move-stock', place.datacenterId)
    await lockSpares(tx, [place.datacenterId], 'supply')
    await applyStockMove(tx, place, { ...input, action: 'tickets.move-stock' })
    if (input.quantity > 0) await serveWaiting(tx, place)
    return loadStock(tx, place)
  })
}
