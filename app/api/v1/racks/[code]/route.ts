import { deleteRackEndpoint, editRackEndpoint, getRackEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteRack } from '@/lib/services/inventory/delete-rack'
import { editRack } from '@/lib/services/inventory/edit-rack'
import { getRack } from '@/lib/services/inventory/get-rack'
import { setRackOutage } from '@/lib/services/lifecycle/set-rack-outage'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getRackEndpoint, (ctx, { params }) => getRack(ctx, params)),
  PATCH: handle(editRackEndpoint, (ctx, { params, body: { powerOutage, ...body }, ifMatch }) =>
    powerOutage === undefined
      ? editRack(ctx, { ...params, ...body, ifMatch })
      : setRackOutage(ctx, { ...params, ...body, powerOutage, ifMatch }),
  ),
  DELETE: handle(deleteRackEndpoint, (ctx, { params, ifMatch }) => deleteRack(ctx, { ...params, ifMatch })),
})
