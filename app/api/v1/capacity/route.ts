import { getCapacityEndpoint } from '@/lib/contracts/planning/capacity'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getCapacity } from '@/lib/services/planning/get-capacity'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getCapacityEndpoint, (ctx, { query }) => getCapacity(ctx, query)),
})
