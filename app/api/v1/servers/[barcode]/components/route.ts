import { getServerComponentsEndpoint } from '@/lib/contracts/tickets/server-components'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getServerComponents } from '@/lib/services/lifecycle/get-server-components'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getServerComponentsEndpoint, (ctx, { params }) => getServerComponents(ctx, params)),
})
