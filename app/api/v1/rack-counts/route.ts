import { getRackCountsEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getRackCounts } from '@/lib/services/inventory/get-rack-counts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getRackCountsEndpoint, (ctx, { query }) => getRackCounts(ctx, query)),
})
