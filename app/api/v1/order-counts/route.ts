import { countOrdersEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { countOrders } from '@/lib/services/planning/count-orders'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(countOrdersEndpoint, (ctx, { query }) => countOrders(ctx, query)),
})
