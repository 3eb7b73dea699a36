import { listTicketsEndpoint, openTicketEndpoint } from '@/lib/contracts/tickets/ticket'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listTickets } from '@/lib/services/tickets/list-tickets'
import { openTicket } from '@/lib/services/tickets/open-ticket'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listTicketsEndpoint, (ctx, { query }) => listTickets(ctx, query)),
  POST: handle(openTicketEndpoint, (ctx, { body }) => openTicket(ctx, body)),
})
