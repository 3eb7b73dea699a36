import {
  deleteWarehouseEndpoint,
  editWarehouseEndpoint,
  getWarehouseEndpoint,
} from '@/lib/contracts/inventory/warehouse'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteWarehouse } from '@/lib/services/inventory/delete-warehouse'
import { editWarehouse } from '@/lib/services/inventory/edit-warehouse'
import { getWarehouse } from '@/lib/services/inventory/get-warehouse'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getWarehouseEndpoint, (ctx, { params }) => getWarehouse(ctx, params)),
  PATCH: handle(editWarehouseEndpoint, (ctx, { params, body, ifMatch }) =>
    editWarehouse(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteWarehouseEndpoint, (ctx, { params, ifMatch }) => deleteWarehouse(ctx, { ...params, ifMatch })),
})
