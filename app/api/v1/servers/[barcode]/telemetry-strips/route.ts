import { getTelemetryStripsEndpoint } from '@/lib/contracts/inventory/server-life'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getTelemetryStrips } from '@/lib/services/telemetry/get-telemetry-strips'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getTelemetryStripsEndpoint, (ctx, { params, query }) => getTelemetryStrips(ctx, { ...params, ...query })),
})
