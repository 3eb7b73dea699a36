import { releaseOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { releaseOrder } from '@/lib/services/provisioning/release-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(releaseOrderEndpoint, (ctx, { params, body }) => releaseOrder(ctx, { ...params, ...body })),
})
