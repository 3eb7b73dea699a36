import { cancelOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { cancelOrder } from '@/lib/services/provisioning/cancel-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(cancelOrderEndpoint, (ctx, { params, body }) => cancelOrder(ctx, { ...params, ...body })),
})
