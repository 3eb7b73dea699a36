import { replaceServerEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { replaceServer } from '@/lib/services/lifecycle/replace-server'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(replaceServerEndpoint, (ctx, { params, body }) => replaceServer(ctx, { ...params, ...body })),
})
