import { searchEndpoint } from '@/lib/contracts/audit/audit'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { findByCode } from '@/lib/services/access/find-by-code'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(searchEndpoint, (ctx, { query }) => findByCode(ctx, query)),
})
