import { getEventEndpoint } from '@/lib/contracts/telemetry/event'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getEvent } from '@/lib/services/telemetry/get-event'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getEventEndpoint, (ctx, { params }) => getEvent(ctx, params)),
})
