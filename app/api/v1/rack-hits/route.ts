import { listRackHitsEndpoint } from '@/lib/contracts/inventory/rack-hit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listRackHits } from '@/lib/services/inventory/list-rack-hits'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRackHitsEndpoint, (ctx, { query }) => listRackHits(ctx, query)),
})
