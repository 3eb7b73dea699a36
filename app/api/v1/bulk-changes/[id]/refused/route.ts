import { listRefusedServersEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listRefusedServers } from '@/lib/services/lifecycle/list-refused-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRefusedServersEndpoint, (ctx, { params, query }) => listRefusedServers(ctx, { ...params, ...query })),
})
