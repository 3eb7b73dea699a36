import { deleteServerEndpoint, editServerEndpoint, getServerEndpoint } from '@/lib/contracts/inventory/server'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteServer } from '@/lib/services/inventory/delete-server'
import { editServer } from '@/lib/services/inventory/edit-server'
import { getServer } from '@/lib/services/inventory/get-server'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getServerEndpoint, (ctx, { params }) => getServer(ctx, params)),
  PATCH: handle(editServerEndpoint, (ctx, { params, body, ifMatch }) =>
    editServer(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteServerEndpoint, (ctx, { params, ifMatch }) => deleteServer(ctx, { ...params, ifMatch })),
})
