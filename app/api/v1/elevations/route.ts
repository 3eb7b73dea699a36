import { listElevationsEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listElevations } from '@/lib/services/inventory/list-elevations'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listElevationsEndpoint, (ctx, { query }) => listElevations(ctx, query)),
})
