import { listPartsEndpoint } from '@/lib/contracts/tickets/part'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listParts } from '@/lib/services/tickets/list-parts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listPartsEndpoint, (ctx, { query }) => listParts(ctx, query)),
})
