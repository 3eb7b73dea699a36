import { createServerEndpoint, listServersEndpoint } from '@/lib/contracts/inventory/server'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createServer } from '@/lib/services/inventory/create-server'
import { listServers } from '@/lib/services/inventory/list-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listServersEndpoint, (ctx, { query }) => listServers(ctx, query)),
  POST: handle(createServerEndpoint, (ctx, { body }) => createServer(ctx, body)),
})
