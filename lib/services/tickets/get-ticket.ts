import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { findElsewhere } from './find-elsewhere'
import { loadTicketEvents } from './load-ticket-events'
import { ticketSelect, toTicketView } from './ticket-view'

export async function getTicket(ctx: Ctx, input: { number: string }): Promise<TicketView> {
  const row = await ctx.db.ticket.findUnique({ where: { number: input.number }, select: ticketSelect })
  if (row === null) throw notFound('ticket', input.number)
  authorize(ctx, 'tickets.read', row.datacenterId)
  const events = await loadTicketEvents(ctx, [row.id])
  return toTicketView(row, events.get(row.id) ?? [], await findElsewhere(ctx, [row]))
}
