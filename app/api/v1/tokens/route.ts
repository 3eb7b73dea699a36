import { createTokenEndpoint, listTokensEndpoint } from '@/lib/contracts/access/user'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createToken } from '@/lib/services/access/create-token'
import { listTokens } from '@/lib/services/access/list-tokens'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listTokensEndpoint, (ctx, { query }) => listTokens(ctx, query)),
  POST: handle(createTokenEndpoint, (ctx, { body }) => createToken(ctx, body)),
})
