import { createOrderEndpoint, listOrdersEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createOrder } from '@/lib/services/planning/create-order'
import { listOrders } from '@/lib/services/planning/list-orders'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listOrdersEndpoint, (ctx, { query }) => listOrders(ctx, query)),
  POST: handle(createOrderEndpoint, (ctx, { body }) => createOrder(ctx, body)),
})
