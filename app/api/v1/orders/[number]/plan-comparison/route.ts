import { comparePlansEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { comparePlans } from '@/lib/services/planning/compare-plans'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(comparePlansEndpoint, (ctx, { params, body }) => comparePlans(ctx, { ...params, ...body })),
})
