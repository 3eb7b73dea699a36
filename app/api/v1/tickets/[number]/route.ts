import { editTicketEndpoint, getTicketEndpoint } from '@/lib/contracts/tickets/ticket'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { editTicket } from '@/lib/services/tickets/edit-ticket'
import { getTicket } from '@/lib/services/tickets/get-ticket'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getTicketEndpoint, (ctx, { params }) => getTicket(ctx, params)),
  PATCH: handle(editTicketEndpoint, (ctx, { params, body, ifMatch }) =>
    editTicket(ctx, { ...params, ...body, ifMatch }),
  ),
})
