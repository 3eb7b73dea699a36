import { ingestIpmiSensorEndpoint } from '@/lib/contracts/telemetry/dump'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { ingestDump } from '@/lib/services/telemetry/ingest-dump'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(ingestIpmiSensorEndpoint, (ctx, { query, raw }) =>
    ingestDump(ctx, { format: 'ipmi-sensor', body: raw.bytes, contentType: raw.contentType, ...query }),
  ),
})
