import { returnPartEndpoint } from '@/lib/contracts/tickets/part'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { returnPart } from '@/lib/services/tickets/return-part'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(returnPartEndpoint, (ctx, { params, body }) => returnPart(ctx, { ...params, ...body })),
})
