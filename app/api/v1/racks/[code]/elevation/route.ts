import { getElevationEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getElevation } from '@/lib/services/inventory/get-elevation'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getElevationEndpoint, (ctx, { params }) => getElevation(ctx, params)),
})
