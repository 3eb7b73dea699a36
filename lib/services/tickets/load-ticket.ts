import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx, TxCtx } from '../../db/context'
import { findElsewhere } from './find-elsewhere'
import { loadTicketEvents } from './load-ticket-events'
import { readTickets } from './read-tickets'
import { toTicketView } from './ticket-view'

/** A ticket by internal id, as it stands in this transaction: what commands answer. */
export async function loadTicket(ctx: Ctx | TxCtx, id: number): Promise<TicketView> {
  const [row] = await readTickets(ctx, [id])
  if (row === undefined) throw new Error(`Ticket ${id} is gone`)
  const events = await loadTicketEvents(ctx, [id])
  return toTicketView(row, events.get(id) ?? [], await findElsewhere(ctx, [row]))
}
