import { getServerLifeEndpoint } from '@/lib/contracts/inventory/server-life'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getServerLife } from '@/lib/services/lifecycle/get-server-life'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getServerLifeEndpoint, (ctx, { params }) => getServerLife(ctx, params)),
})
