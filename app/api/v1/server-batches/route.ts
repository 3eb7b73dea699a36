import { changeServersEndpoint } from '@/lib/contracts/inventory/server-batch'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { changeServers } from '@/lib/services/lifecycle/change-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(changeServersEndpoint, (ctx, { body }) => changeServers(ctx, body)),
})
