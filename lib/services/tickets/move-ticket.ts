import type { TxCtx } from '../../db/context'
import { conflict, illegalTransition } from '../../domain/errors'
import { type TicketState, ticketMachine } from '../../domain/ticket-state'
import { unsettledComponents } from '../../domain/tickets/unsettled'
import { recordAudit } from '../audit/record-audit'
import { adjustHighTickets } from './adjust-high-tickets'
import { beginRepair } from './begin-repair'
import { endRepairs } from './end-repairs'
import type { LockedTicket } from './locked-ticket'
import { returnParts } from './return-parts'
import { componentSelect, toComponentView } from './ticket-view'

/**
 * Moves a ticket along a drawn arrow, its row and server locked by the caller. DONE wants every component settled
 * (409 `components-waiting` names those that are not) and gives back the server that the repair took out; IN_PROGRESS takes
 * over one that is BROKEN; WONT_FIX gives all parts back, for which the caller has locked the spares as supply, and leaves the
 * server where it is, as nobody mended it: the ticket's page asks where it goes. Throws `illegal-transition` with the arrows that are drawn.
 */
export async function moveTicket(
  tx: TxCtx,
  ticket: LockedTicket,
  to: TicketState,
  reason: string | undefined,
): Promise<void> {
  if (to === 'DONE' && ticketMachine.canGo(ticket.status, to)) await refuseUnsettled(tx, ticket)
  const begun = to === 'IN_PROGRESS' && ticketMachine.canGo(ticket.status, to) && (await beginRepair(tx, ticket))
  const now = tx.clock()
  const { count } = await tx.db.ticket.updateMany({
    where: { id: ticket.id, status: { in: [...ticketMachine.sources(to)] } },
    data: {
      status: to,
      updatedAt: now,
      version: { increment: 1 },
      ...(to === 'IN_PROGRESS' ? { startedAt: now } : {}),
      ...(begun ? { outOfService: true } : {}),
      // Whoever starts it anew stands before the server anew.
      ...(to === 'OPEN' ? { startedAt: null, serverScannedAt: null, serverScannedBy: null } : {}),
      ...(ticketMachine.isFinal(to) ? { endedAt: now } : {}),
    },
  })
  if (count === 0)
    throw illegalTransition('ticket', ticket.number, ticket.status, to, ticketMachine.allowed(ticket.status))
  if (ticketMachine.isFinal(to) && ticket.priority === 'HIGH')
    await adjustHighTickets(tx, new Map([[ticket.serverId, -1]]))
  if (to === 'WONT_FIX') await returnParts(tx, [ticket.id], reason ?? `${ticket.number} is not going to be fixed`)
  await recordAudit(tx, {
    action: 'tickets.move-ticket',
    entity: 'ticket',
    key: ticket.number,
    from: ticket.status,
    to,
    reason,
    datacenterId: ticket.datacenterId,
  })
  if (to === 'DONE') await endRepairs(tx, [ticket.id])
}

async function refuseUnsettled(tx: TxCtx, ticket: LockedTicket): Promise<void> {
  const rows = await tx.db.ticketComponent.findMany({
    where: { ticketId: ticket.id },
    select: componentSelect,
    orderBy: { id: 'asc' },
  })
  const unsettled = unsettledComponents(rows.map((row) => toComponentView(row)))
  if (unsettled.length === 0) return
  throw conflict(
    'components-waiting',
    `${ticket.number} cannot be done: say replaced or not needed of ${unsettled.join(', ')}.`,
    { ticket: ticket.number, components: unsettled },
  )
}
