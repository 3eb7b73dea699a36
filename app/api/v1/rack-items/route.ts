import { createRackItemEndpoint, listRackItemsEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createRackItem } from '@/lib/services/inventory/create-rack-item'
import { listRackItems } from '@/lib/services/inventory/list-rack-items'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRackItemsEndpoint, (ctx, { query }) => listRackItems(ctx, query)),
  POST: handle(createRackItemEndpoint, (ctx, { body }) => createRackItem(ctx, body)),
})
