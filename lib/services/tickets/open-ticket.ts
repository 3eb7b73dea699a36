import type { z } from 'zod'
import type { openTicketInput, TicketView } from '../../contracts/tickets/ticket'
import { type Ctx, inTransaction } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, unknownReference } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { loadTicket } from './load-ticket'
import { openOrAttach } from './open-or-attach'

type Input = Omit<z.output<typeof openTicketInput>, 'priority'> & {
  priority?: z.output<typeof openTicketInput>['priority'] | undefined
}

/**
 * Opens a ticket by hand, about the components named (`unknown` where none is), each with its spare. Throws
 * `ticket-open` (409) with the number of the live one of that type, `decommissioned`, or `unknown-reference`.
 */
export async function openTicket(ctx: Ctx, input: Input): Promise<TicketView> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockServer(tx, input.server)
    if (locked === null) throw unknownReference('server', 'server', input.server)
    const server = await tx.db.server.findUniqueOrThrow({
      where: { id: locked.id },
      select: { id: true, barcode: true, state: true, datacenterId: true },
    })
    authorize(tx, 'tickets.open-ticket', server.datacenterId)
    if (server.state === 'DECOMMISSIONED')
      throw conflict('decommissioned', `Server ${server.barcode} is decommissioned.`, { server: server.barcode })
    const live = await tx.db.ticket.findFirst({
      where: { serverId: server.id, type: input.type, status: { in: ['OPEN', 'IN_PROGRESS'] } },
      select: { number: true },
    })
    if (live !== null) {
      throw conflict('ticket-open', `${live.number} is open for ${server.barcode} already: add to it.`, {
        ticket: live.number,
        server: server.barcode,
      })
    }
    const names = input.components === undefined || input.components.length === 0 ? ['unknown'] : input.components
    const { type, priority = 'NORMAL' } = input
    const [ticket] = await openOrAttach(tx, {
      faults: names.map((component) => ({ serverId: server.id, type, priority, component, events: 0 })),
      action: 'tickets.open-ticket',
    })
    if (ticket === undefined) throw new Error('a fault without its ticket')
    if (input.note !== undefined) {
      // Of the very moment of the ticket: by that it is known as the word that it was opened with.
      const { createdAt } = await tx.db.ticket.findUniqueOrThrow({
        where: { id: ticket.ticketId },
        select: { createdAt: true },
      })
      await tx.db.ticketNote.create({
        data: { ticketId: ticket.ticketId, at: createdAt, by: tx.actor.name, text: input.note },
      })
    }
    return loadTicket(tx, ticket.ticketId)
  })
}
