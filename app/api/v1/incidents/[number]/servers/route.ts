import { listIncidentServersEndpoint } from '@/lib/contracts/telemetry/incident'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listIncidentServers } from '@/lib/services/telemetry/list-incident-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listIncidentServersEndpoint, (ctx, { params, query }) =>
    listIncidentServers(ctx, { ...params, ...query }),
  ),
})
