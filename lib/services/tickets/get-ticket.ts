import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { findElsewhere } from './find-elsewhere'
import { loadTicketEvents } from './load-ticket-events'
import { readTickets } from './read-tickets'
import { toTicketView } from './ticket-view'

export async function getTicket(ctx: Ctx, input: { number: string }): Promise<TicketView> {
  const found = await ctx.db.ticket.findUnique({ where: { number: input.number }, select: { id: true } })
  const [row] = found === null ? [] : await readTickets(ctx, [found.id])
  if (row === undefined) throw notFound('ticket', input.number)
  authorize(ctx, 'tickets.read', row.datacenterId)
  const events = await loadTicketEvents(ctx, [row.id])
  return toTicketView(row, events.get(row.id) ?? [], await findElsewhere(ctx, [row]))
}
