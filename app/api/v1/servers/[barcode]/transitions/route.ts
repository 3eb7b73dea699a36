import { transitionServerEndpoint } from '@/lib/contracts/inventory/server'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { transitionServer } from '@/lib/services/lifecycle/transition-server'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(transitionServerEndpoint, (ctx, { params, body }) => transitionServer(ctx, { ...params, ...body })),
})
