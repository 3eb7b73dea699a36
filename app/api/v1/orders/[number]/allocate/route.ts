import { allocateOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { allocateOrder } from '@/lib/services/allocation/allocate-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(allocateOrderEndpoint, (ctx, { params, body }) => allocateOrder(ctx, { ...params, ...body })),
})
