import { createServerModelEndpoint, listServerModelsEndpoint } from '@/lib/contracts/inventory/server-model'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createServerModel } from '@/lib/services/inventory/create-server-model'
import { listServerModels } from '@/lib/services/inventory/list-server-models'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listServerModelsEndpoint, (ctx, { query }) => listServerModels(ctx, query)),
  POST: handle(createServerModelEndpoint, (ctx, { body }) => createServerModel(ctx, body)),
})
