import { getOrderEndingEndpoint } from '@/lib/contracts/planning/order-ending'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getOrderEnding } from '@/lib/services/provisioning/get-order-ending'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getOrderEndingEndpoint, (ctx, { params, query }) => getOrderEnding(ctx, { ...params, ...query })),
})
