import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { fitsComponent } from './fits-component'
import { moveParts } from './move-parts'
import type { RepairComponentRow, RepairTicket } from './repair-row'

interface Wanted {
  sparePartId: number
  sku: string
  warehouse: { id: number; code: string }
}

/**
 * Reserves another compatible part for a component in the place of the one that was, all in the caller's transaction, which
 * holds the spares as supply. Returns what was given back, for whoever waits for it. Throws `wrong-part` with the reason: it
 * does not fit, it is reserved for other tickets, none lies there.
 */
export async function swapReservation(
  tx: TxCtx,
  swap: { ticket: RepairTicket; component: RepairComponentRow; wanted: Wanted },
): Promise<{ sparePartId: number; warehouseId: number } | null> {
  const { ticket, component, wanted } = swap
  const refuse = (message: string) => conflict('wrong-part', message, { component: component.name })
  const misfit = await fitsComponent(tx, { ticket, component, sparePartId: wanted.sparePartId })
  if (misfit !== null) throw refuse(misfit)
  const stock = await tx.db.stock.findUnique({
    where: { sparePartId_warehouseId: { sparePartId: wanted.sparePartId, warehouseId: wanted.warehouse.id } },
    select: { available: true },
  })
  if ((stock?.available ?? 0) < 1) throw refuse(await whyNone(tx, wanted))
  const { sparePartId, warehouseId } = component
  const before = sparePartId === null || warehouseId === null ? null : { sparePartId, warehouseId }
  const about = { ticketId: ticket.id, reason: `another part was scanned for ${ticket.number}` }
  if (before !== null)
    await moveParts(tx, { kind: 'RETURN', parts: [{ ...before, ticketId: ticket.id }], reason: about.reason })
  const after = { sparePartId: wanted.sparePartId, warehouseId: wanted.warehouse.id }
  await moveParts(tx, { kind: 'RESERVE', parts: [{ ...after, ticketId: ticket.id }], reason: about.reason })
  const { count } = await tx.db.ticketComponent.updateMany({
    where: { id: component.id, partStatus: 'RESERVED', result: null },
    data: after,
  })
  if (count === 0) throw conflict('conflict', `${component.name} was settled at the same moment.`)
  return before
}

/** It is not available: promised to whom, or not there at all. */
async function whyNone(tx: TxCtx, { sku, sparePartId, warehouse }: Wanted): Promise<string> {
  const holders = await tx.db.ticketComponent.findMany({
    where: { sparePartId, warehouseId: warehouse.id, partStatus: 'RESERVED' },
    select: { ticket: { select: { number: true } } },
    orderBy: { id: 'asc' },
    take: 3,
  })
  if (holders.length === 0) return `By our records no ${sku} lies in ${warehouse.code}.`
  const numbers = [...new Set(holders.map((holder) => holder.ticket.number))]
  return `${sku} in ${warehouse.code} is reserved for ${numbers.join(', ')}.`
}
