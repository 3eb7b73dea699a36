import { listWaitingEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listWaiting } from '@/lib/services/tickets/list-waiting'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listWaitingEndpoint, (ctx, { params, query }) => listWaiting(ctx, { ...params, ...query })),
})
