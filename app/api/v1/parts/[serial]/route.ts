import { getPartEndpoint } from '@/lib/contracts/tickets/part'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getPart } from '@/lib/services/tickets/get-part'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getPartEndpoint, (ctx, { params }) => getPart(ctx, params)),
})
