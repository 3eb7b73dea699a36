import { planOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { planOrder } from '@/lib/services/planning/plan-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(planOrderEndpoint, (ctx, { params, body }) => planOrder(ctx, { ...params, ...body })),
})
