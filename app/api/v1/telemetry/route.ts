import { ingestEventsEndpoint, listEventsEndpoint } from '@/lib/contracts/telemetry/event'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { ingestEvents } from '@/lib/services/telemetry/ingest-events'
import { ingestLines } from '@/lib/services/telemetry/ingest-lines'
import { listEvents } from '@/lib/services/telemetry/list-events'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listEventsEndpoint, (ctx, { query }) => listEvents(ctx, query)),
  POST: handle(ingestEventsEndpoint, (ctx, { body, lines }) =>
    // Handed over: what was read of the request is not kept beside it.
    lines === null ? ingestEvents(ctx, { events: body.splice(0) }) : ingestLines(ctx, { lines }),
  ),
})
