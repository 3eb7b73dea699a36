import { getIncidentEndpoint } from '@/lib/contracts/telemetry/incident'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getIncident } from '@/lib/services/telemetry/get-incident'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getIncidentEndpoint, (ctx, { params }) => getIncident(ctx, params)),
})
