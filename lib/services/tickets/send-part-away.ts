import type { PartWithHistoryView } from '../../contracts/tickets/part'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { illegalTransition, notFound } from '../../domain/errors'
import { partMachine } from '../../domain/part-state'
import { authorize, visible } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { applyStockMove } from './apply-stock-move'
import { findStockPlace } from './find-stock-place'
import { getPart } from './get-part'
import { lockSpares } from './lock-spares'
import { partSelect, visibleParts } from './part-view'

interface Leaving {
  serial: string
  reason: string
  to: 'RETURNED' | 'SCRAPPED'
  operation: 'tickets.return-part' | 'tickets.scrap-part'
}

/**
 * A piece leaves for good, or until it is received again. What lies in stock is taken out first, with its ledger row, all in
 * one transaction; `insufficient-stock` where tickets have reserved all that lie there. Throws `illegal-transition` for one
 * that is built in, or gone already.
 */
export async function sendPartAway(ctx: Ctx, leaving: Leaving): Promise<PartWithHistoryView> {
  const { serial, reason, to, operation } = leaving
  await inTransaction(ctx, async (tx) => {
    const piece = await tx.db.part.findFirst({
      where: { serial, AND: [visibleParts(visible(tx, 'tickets.read'))] },
      select: partSelect,
    })
    if (piece === null) throw notFound('part', serial)
    authorize(tx, operation, 'anywhere')
    const place = piece.state === 'IN_STOCK' ? await takeOut(tx, piece, leaving) : null
    const { count } = await tx.db.part.updateMany({
      where: { id: piece.id, state: { in: [...partMachine.sources(to)] } },
      data: { state: to, version: { increment: 1 }, updatedAt: tx.clock() },
    })
    if (count === 0) throw illegalTransition('part', piece.serial, piece.state, to, partMachine.allowed(piece.state))
    await tx.db.partEvent.create({
      data: { partId: piece.id, at: tx.clock(), kind: to, actor: tx.actor.name, reason },
    })
    await recordAudit(tx, {
      action: operation,
      entity: 'part',
      key: piece.serial,
      from: place === null ? piece.state : 'REMOVED',
      to,
      reason,
      ...(place === null ? {} : { datacenterId: place.datacenterId }),
    })
  })
  return getPart(ctx, { serial })
}

async function takeOut(
  tx: TxCtx,
  piece: { serial: string; sparePart: { sku: string } | null; warehouse: { code: string } | null },
  { reason, operation }: Leaving,
) {
  const { sparePart, warehouse } = piece
  if (sparePart === null || warehouse === null) throw new Error(`a piece in stock without its place: ${piece.serial}`)
  const place = await findStockPlace(tx, { sku: sparePart.sku, warehouse: warehouse.code, field: 'warehouse' })
  authorize(tx, operation, place.datacenterId)
  await lockSpares(tx, [place.datacenterId], 'supply')
  await applyStockMove(tx, place, { quantity: -1, reason, serials: [piece.serial], action: operation })
  return place
}
