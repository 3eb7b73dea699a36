import { listIncidentsEndpoint } from '@/lib/contracts/telemetry/incident'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listIncidents } from '@/lib/services/telemetry/list-incidents'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listIncidentsEndpoint, (ctx, { query }) => listIncidents(ctx, query)),
})
