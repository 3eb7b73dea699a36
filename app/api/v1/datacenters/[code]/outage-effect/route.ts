import { getOutageEffectEndpoint } from '@/lib/contracts/inventory/datacenter'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getOutageEffect } from '@/lib/services/lifecycle/get-outage-effect'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getOutageEffectEndpoint, (ctx, { params }) => getOutageEffect(ctx, params)),
})
