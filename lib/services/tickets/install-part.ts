import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { partMachine } from '../../domain/part-state'
import type { IdentifiedCode } from './identify-code'
import type { RepairComponentRow, RepairTicket } from './repair-row'
import { serveWaiting } from './serve-waiting'
import { settleComponents } from './settle-components'
import { swapReservation } from './swap-reservation'

type Scan = { ticket: RepairTicket; component: RepairComponentRow; scanned: IdentifiedCode }

/**
 * A new part goes in: the reserved one, or another that fits and lies there, whose reservation takes its place. It is used
 * up, the piece (where its serial is known) is built into the server, and the component is replaced.
 */
export async function installPart(tx: TxCtx, scan: Scan): Promise<{ sku: string }> {
  const { ticket, component, scanned } = scan
  const wanted = partOf(scan)
  const same = wanted.sparePartId === component.sparePartId && wanted.warehouse.id === component.warehouseId
  const returned = same ? null : await swapReservation(tx, { ticket, component, wanted })
  if (scanned.pieceId !== null) await buildIn(tx, ticket, { id: scanned.pieceId, serial: scanned.code })
  await settleComponents(tx, ticket, [{ name: component.name, result: 'replaced' }])
  if (scanned.pieceId !== null) {
    await tx.db.ticketComponent.updateMany({
      where: { id: component.id },
      data: { installedPartId: scanned.pieceId, installedSerial: scanned.code },
    })
  }
  if (returned !== null) {
    const { datacenterId } = await tx.db.warehouse.findUniqueOrThrow({
      where: { id: returned.warehouseId },
      select: { datacenterId: true },
    })
    await serveWaiting(tx, { sparePartId: returned.sparePartId, datacenterId })
  }
  return { sku: wanted.sku }
}

/** Which part it is, and from which warehouse: the piece's own, else the one where the reserved part lies. */
function partOf({ ticket, component, scanned }: Scan) {
  const { sparePartId, pieceWarehouse } = scanned
  const sku = scanned.sku ?? scanned.piece?.sku
  if (sparePartId === null || sku === null || sku === undefined)
    throw conflict('wrong-part', `Nobody knows which part ${scanned.code} is.`, { component: component.name })
  if (component.warehouseId === null || component.warehouse === null)
    throw conflict('components-waiting', `${component.name} still waits for its part: receive one into stock first.`, {
      components: [component.name],
    })
  if (pieceWarehouse !== null && pieceWarehouse.datacenterId !== ticket.datacenterId) {
    throw conflict('wrong-part', `By our records ${scanned.code} lies in ${pieceWarehouse.code}, far from here.`, {
      component: component.name,
    })
  }
  return {
    sparePartId,
    sku,
    warehouse: pieceWarehouse ?? { id: component.warehouseId, code: component.warehouse.code },
  }
}

/** The piece moves from its shelf into the server: conditional, so that no piece is built in twice. */
async function buildIn(tx: TxCtx, ticket: RepairTicket, piece: { id: number; serial: string }): Promise<void> {
  const { count } = await tx.db.part.updateMany({
    where: { id: piece.id, state: { in: [...partMachine.sources('INSTALLED')] } },
    data: {
      state: 'INSTALLED',
      warehouseId: null,
      serverId: ticket.serverId,
      version: { increment: 1 },
      updatedAt: tx.clock(),
    },
  })
  if (count === 0) throw conflict('wrong-part', `${piece.serial} was built in elsewhere at the same moment.`)
  await tx.db.partEvent.create({
    data: {
      partId: piece.id,
      at: tx.clock(),
      kind: 'INSTALLED',
      serverId: ticket.serverId,
      ticketId: ticket.id,
      actor: tx.actor.name,
    },
  })
}
