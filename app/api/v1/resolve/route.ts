import { resolveEndpoint } from '@/lib/contracts/inventory/resolve'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { resolveCode } from '@/lib/services/inventory/resolve-code'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(resolveEndpoint, (ctx, { query }) => resolveCode(ctx, query)),
})
