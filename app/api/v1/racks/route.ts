import { createRackEndpoint, listRacksEndpoint } from '@/lib/contracts/inventory/rack'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createRack } from '@/lib/services/inventory/create-rack'
import { listRacks } from '@/lib/services/inventory/list-racks'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRacksEndpoint, (ctx, { query }) => listRacks(ctx, query)),
  POST: handle(createRackEndpoint, (ctx, { body }) => createRack(ctx, body)),
})
