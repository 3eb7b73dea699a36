import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'
import { bumpTickets } from './bump-tickets'
import { findWaiting } from './find-waiting'
import { reserveSpares } from './reserve-spares'

/**
 * Gives newly available stock of one part to the components that wait in that datacenter and that it fits, the most urgent
 * ticket first, then the oldest; returns the ids of those that got one. In the transaction that brought the stock, which
 * holds `lockSpares` as supply.
 */
export async function serveWaiting(
  tx: TxCtx,
  supply: { sparePartId: number; datacenterId: number },
): Promise<number[]> {
  const stock = await tx.db.stock.aggregate({
    where: { sparePartId: supply.sparePartId, warehouse: { datacenterId: supply.datacenterId } },
    _sum: { available: true },
  })
  const waiting = await findWaiting(tx, { ...supply, limit: stock._sum.available ?? 0 })
  const served = new Set(await reserveSpares(tx, waiting))
  const glad = waiting.filter((wish) => served.has(wish.componentId))
  if (glad.length === 0) return []
  await bumpTickets(
    tx,
    glad.map((wish) => wish.ticketId),
  )
  await announceChanges(
    tx,
    glad.map((wish) => ({ entity: 'ticket', key: wish.number })),
  )
  return [...served]
}
