import { editHoldEndpoint, endHoldEndpoint, getHoldEndpoint } from '@/lib/contracts/inventory/hold'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { editHold } from '@/lib/services/inventory/edit-hold'
import { endHold } from '@/lib/services/inventory/end-hold'
import { getHold } from '@/lib/services/inventory/get-hold'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getHoldEndpoint, (ctx, { params }) => getHold(ctx, params)),
  PATCH: handle(editHoldEndpoint, (ctx, { params, body, ifMatch }) => editHold(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(endHoldEndpoint, (ctx, { params, ifMatch }) => endHold(ctx, { ...params, ifMatch })),
})
