import { createWarehouseEndpoint, listWarehousesEndpoint } from '@/lib/contracts/inventory/warehouse'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createWarehouse } from '@/lib/services/inventory/create-warehouse'
import { listWarehouses } from '@/lib/services/inventory/list-warehouses'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listWarehousesEndpoint, (ctx, { query }) => listWarehouses(ctx, query)),
  POST: handle(createWarehouseEndpoint, (ctx, { body }) => createWarehouse(ctx, body)),
})
