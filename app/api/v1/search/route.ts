import { searchEndpoint } from '@/lib/contracts/audit/audit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { findAnything } from '@/lib/services/access/find-anything'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(searchEndpoint, (ctx, { query }) => findAnything(ctx, query)),
})
