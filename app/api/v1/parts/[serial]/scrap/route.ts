import { scrapPartEndpoint } from '@/lib/contracts/tickets/part'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { scrapPart } from '@/lib/services/tickets/scrap-part'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(scrapPartEndpoint, (ctx, { params, body }) => scrapPart(ctx, { ...params, ...body })),
})
