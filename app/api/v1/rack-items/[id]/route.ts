import { deleteRackItemEndpoint, editRackItemEndpoint, getRackItemEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteRackItem } from '@/lib/services/inventory/delete-rack-item'
import { editRackItem } from '@/lib/services/inventory/edit-rack-item'
import { getRackItem } from '@/lib/services/inventory/get-rack-item'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getRackItemEndpoint, (ctx, { params }) => getRackItem(ctx, params)),
  PATCH: handle(editRackItemEndpoint, (ctx, { params, body, ifMatch }) =>
    editRackItem(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteRackItemEndpoint, (ctx, { params, ifMatch }) => deleteRackItem(ctx, { ...params, ifMatch })),
})
