import { listReservationsEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listReservations } from '@/lib/services/tickets/list-reservations'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listReservationsEndpoint, (ctx, { params, query }) => listReservations(ctx, { ...params, ...query })),
})
