import { listHoldsEndpoint, placeHoldEndpoint } from '@/lib/contracts/inventory/hold'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listHolds } from '@/lib/services/inventory/list-holds'
import { placeHold } from '@/lib/services/inventory/place-hold'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listHoldsEndpoint, (ctx, { query }) => listHolds(ctx, query)),
  POST: handle(placeHoldEndpoint, (ctx, { body }) => placeHold(ctx, body)),
})
