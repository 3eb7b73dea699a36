import {
  deleteServerModelEndpoint,
  editServerModelEndpoint,
  getServerModelEndpoint,
} from '@/lib/contracts/inventory/server-model'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteServerModel } from '@/lib/services/inventory/delete-server-model'
import { editServerModel } from '@/lib/services/inventory/edit-server-model'
import { getServerModel } from '@/lib/services/inventory/get-server-model'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getServerModelEndpoint, (ctx, { params }) => getServerModel(ctx, params)),
  PATCH: handle(editServerModelEndpoint, (ctx, { params, body, ifMatch }) =>
    editServerModel(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteServerModelEndpoint, (ctx, { params, ifMatch }) =>
    deleteServerModel(ctx, { ...params, ifMatch }),
  ),
})
