import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx, TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import { partMachine } from '../../domain/part-state'
import { ticketMachine } from '../../domain/ticket-state'
import { recordAudit } from '../audit/record-audit'
import { loadTicket } from './load-ticket'
import { moveParts } from './move-parts'
import type { RepairComponentRow, RepairTicket } from './repair-row'
import { withRepair } from './with-repair'

type LastScan =
  | { step: 'scan-server'; at: Date }
  | { step: 'remove' | 'install'; at: Date; component: RepairComponentRow }

/**
 * Takes back the last scan of a repair while its ticket is not closed: the server is not confirmed, the part is not out, or
 * the new one lies on its shelf again, reserved as it was.
 */
export async function undoScan(ctx: Ctx, input: { number: string }): Promise<TicketView> {
  const { ticketId } = await withRepair(
    ctx,
    { number: input.number, operation: 'tickets.undo-scan' },
    async (tx, ticket) => {
      if (ticketMachine.isFinal(ticket.row.status))
        throw conflict('conflict', `${ticket.number} is closed: its scans stand.`, { ticket: ticket.number })
      const last = lastScan(ticket)
      if (last === null) throw conflict('conflict', 'Nothing was scanned yet.', { ticket: ticket.number })
      if (last.step === 'scan-server') await forgetServer(tx, ticket)
      else if (last.step === 'remove') await putBackOld(tx, ticket, last.component)
      else await putBackNew(tx, ticket, last.component)
      await recordAudit(tx, {
        action: 'tickets.undo-scan',
        entity: 'ticket',
        key: ticket.number,
        datacenterId: ticket.datacenterId,
        detail: { undone: last.step, ...('component' in last ? { component: last.component.name } : {}) },
      })
      return { result: null, changed: true }
    },
  )
  return loadTicket(ctx, ticketId)
}

/** What was said to be replaced without a scan of what came out was not scanned. */
function lastScan({ row }: RepairTicket): LastScan | null {
  const scans: LastScan[] = [
    ...(row.serverScannedAt === null ? [] : [{ step: 'scan-server' as const, at: row.serverScannedAt }]),
    ...row.components.flatMap((component): LastScan[] => {
      const { removedAt, swappedAt } = component
      if (removedAt === null) return []
      return swappedAt === null
        ? [{ step: 'remove', at: removedAt, component }]
        : [{ step: 'install', at: swappedAt, component }]
    }),
  ]
  return scans.sort((a, b) => b.at.getTime() - a.at.getTime() || order(b) - order(a))[0] ?? null
}

const order = ({ step }: LastScan) => ['scan-server', 'remove', 'install'].indexOf(step)

async function forgetServer(tx: TxCtx, ticket: RepairTicket): Promise<void> {
  await tx.db.ticket.update({ where: { id: ticket.id }, data: { serverScannedAt: null, serverScannedBy: null } })
}

async function putBackOld(tx: TxCtx, ticket: RepairTicket, component: RepairComponentRow): Promise<void> {
  await tx.db.ticketComponent.update({
    where: { id: component.id },
    data: { removedSerial: null, removedPartId: null, removedAt: null, removedBy: null },
  })
  if (component.removedPartId === null) return
  const { count } = await tx.db.part.updateMany({
    where: { id: component.removedPartId, state: 'REMOVED' },
    data: { state: 'INSTALLED', serverId: ticket.serverId, version: { increment: 1 }, updatedAt: tx.clock() },
  })
  if (count === 0)
    throw conflict('conflict', `${component.removedSerial ?? 'The part'} is not in anybody’s hands any more.`)
  await recordPutBack(tx, { partId: component.removedPartId, serverId: ticket.serverId, ticketId: ticket.id })
}

async function putBackNew(tx: TxCtx, ticket: RepairTicket, component: RepairComponentRow): Promise<void> {
  const { sparePartId, warehouseId, installedPartId } = component
  const held = component.partStatus === 'CONSUMED' && sparePartId !== null && warehouseId !== null
  await tx.db.ticketComponent.update({
    where: { id: component.id },
    data: {
      result: null,
      installedSerial: null,
      installedPartId: null,
      ...{ swappedAt: null, swappedBy: null },
      ...{ verifiedAt: null, verifiedBy: null, verifiedHow: null, verifyNote: null },
      ...(held ? { partStatus: 'RESERVED' as const } : {}),
    },
  })
  if (!held) return
  const parts = [{ sparePartId, warehouseId, ticketId: ticket.id }]
  const reason = `not built in for ${ticket.number} after all`
  await moveParts(tx, { kind: 'RECEIVE', parts, reason })
  await moveParts(tx, { kind: 'RESERVE', parts, reason })
  if (installedPartId === null) return
  const { count } = await tx.db.part.updateMany({
    where: { id: installedPartId, state: { in: [...partMachine.sources('IN_STOCK')] }, serverId: ticket.serverId },
    data: { state: 'IN_STOCK', serverId: null, warehouseId, version: { increment: 1 }, updatedAt: tx.clock() },
  })
  if (count === 0)
    throw conflict('conflict', `${component.installedSerial ?? 'The part'} is not in the server any more.`)
  await recordPutBack(tx, { partId: installedPartId, warehouseId, ticketId: ticket.id })
}

async function recordPutBack(
  tx: TxCtx,
  event: { partId: number; ticketId: number; serverId?: number; warehouseId?: number },
): Promise<void> {
  await tx.db.partEvent.create({ data: { ...event, at: tx.clock(), kind: 'PUT_BACK', actor: tx.actor.name } })
}
