import {
  deleteDatacenterEndpoint,
  editDatacenterEndpoint,
  getDatacenterEndpoint,
} from '@/lib/contracts/inventory/datacenter'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteDatacenter } from '@/lib/services/inventory/delete-datacenter'
import { editDatacenter } from '@/lib/services/inventory/edit-datacenter'
import { getDatacenter } from '@/lib/services/inventory/get-datacenter'
import { setPowerOutage } from '@/lib/services/lifecycle/set-power-outage'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getDatacenterEndpoint, (ctx, { params }) => getDatacenter(ctx, params)),
  PATCH: handle(editDatacenterEndpoint, (ctx, { params, body: { powerOutage, ...body }, ifMatch }) =>
    powerOutage === undefined
      ? editDatacenter(ctx, { ...params, ...body, ifMatch })
      : setPowerOutage(ctx, { ...params, ...body, powerOutage, ifMatch }),
  ),
  DELETE: handle(deleteDatacenterEndpoint, (ctx, { params, ifMatch }) => deleteDatacenter(ctx, { ...params, ifMatch })),
})
