import { createSparePartEndpoint, listSparePartsEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createSparePart } from '@/lib/services/tickets/create-spare-part'
import { listSpareParts } from '@/lib/services/tickets/list-spare-parts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listSparePartsEndpoint, (ctx, { query }) => listSpareParts(ctx, query)),
  POST: handle(createSparePartEndpoint, (ctx, { body }) => createSparePart(ctx, body)),
})
