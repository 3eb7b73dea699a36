import { powerServerEndpoint } from '@/lib/contracts/inventory/server'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { powerServer } from '@/lib/services/inventory/power-server'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(powerServerEndpoint, (ctx, { params, body }) => powerServer(ctx, { ...params, ...body })),
})
