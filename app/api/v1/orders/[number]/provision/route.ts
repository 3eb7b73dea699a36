import { provisionOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { provisionOrder } from '@/lib/services/provisioning/provision-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(provisionOrderEndpoint, (ctx, { params, body }) => provisionOrder(ctx, { ...params, ...body })),
})
