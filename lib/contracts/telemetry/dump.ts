import { z } from 'zod'
import { DUMP_FORMATS } from '../../domain/telemetry/formats/reading'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, text, utc, uuid } from '../primitives'
import { ingestView } from './event'
import { alertmanagerMessage } from './formats/alertmanager'
import { redfishDump } from './formats/redfish'
import { smartctlDump } from './formats/smartctl'

const tag = 'Telemetry'

const intake = {
  method: 'POST',
  operation: 'telemetry.ingest-events',
  tag,
  query: z.strictObject({
    barcode: code.optional().meta({ description: 'Whose it is; left out: by host name, then by serial number' }),
  }),
  success: 202,
  response: ingestView,
  refusals: [422],
} as const

const JSON_TYPE = ['application/json'] as const
const TEXT_TYPE = ['text/plain'] as const

export const ingestSmartctlEndpoint = endpoint({
  ...intake,
  path: '/telemetry/smartctl',
  summary: 'Send what `smartctl --json -a` printed of a disk, or an array of it',
  raw: { types: JSON_TYPE, schema: smartctlDump },
})
export const ingestRedfishEndpoint = endpoint({
  ...intake,
  path: '/telemetry/redfish',
  summary: 'Send Redfish events (the POST of an EventService), or entries of a log',
  raw: { types: JSON_TYPE, schema: redfishDump },
})
export const ingestAlertmanagerEndpoint = endpoint({
  ...intake,
  path: '/telemetry/alertmanager',
  summary: 'A receiver of the webhook of Alertmanager (version 4); a resolved alert opens nothing',
  raw: { types: JSON_TYPE, schema: alertmanagerMessage },
})
export const ingestPrometheusEndpoint = endpoint({
  ...intake,
  path: '/telemetry/prometheus',
  summary: "Send node_exporter's text: temperatures (hwmon) and memory errors (EDAC) are read",
  raw: { types: TEXT_TYPE, schema: z.string().meta({ description: 'The text format of Prometheus' }) },
})
export const ingestIpmiSelEndpoint = endpoint({
  ...intake,
  path: '/telemetry/ipmi-sel',
  summary: 'Send what `ipmitool sel elist` printed; its times are read as UTC',
  raw: { types: TEXT_TYPE, schema: z.string().meta({ description: 'Lines of `ipmitool sel elist` or `sel list`' }) },
})
export const ingestIpmiSensorEndpoint = endpoint({
  ...intake,
  path: '/telemetry/ipmi-sensor',
  summary: 'Send what `ipmitool sensor` printed',
  raw: { types: TEXT_TYPE, schema: z.string().meta({ description: 'Lines of `ipmitool sensor`' }) },
})

/** A dump that could not be read. */
const dumpFields = {
  id: uuid,
  format: z.enum(DUMP_FORMATS),
  barcode: code.optional(),
  datacenter: code.optional(),
  contentType: z.string(),
  bytes: z.int().meta({ description: 'Of the whole body; at most the first megabyte is kept' }),
  reason: z.string(),
  times: z.int().meta({ description: 'How often it came' }),
  receivedAt: utc,
  lastReceivedAt: utc,
  requestId: z.string(),
}
export const dumpView = z.object(dumpFields).meta({ id: 'TelemetryDump' })
export type DumpView = z.input<typeof dumpView>
export const dumpWithBodyView = z.object({ ...dumpFields, body: z.string() }).meta({ id: 'TelemetryDumpWithBody' })
export type DumpWithBodyView = z.input<typeof dumpWithBodyView>

const byId = z.strictObject({ id: uuid })

export const listDumpsEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry-dumps',
  operation: 'telemetry.read',
  tag,
  summary: 'List dumps that could not be read, newest first',
  query: z.strictObject({
    ...pageQuery,
    format: anyOf(z.enum(DUMP_FORMATS)),
    server: anyOf(code),
    requestId: anyOf(text(128)),
  }),
  success: 200,
  response: page(dumpView),
})
export const getDumpEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry-dumps/{id}',
  operation: 'telemetry.read',
  tag,
  summary: 'One dump that could not be read, with its body',
  params: byId,
  success: 200,
  response: dumpWithBodyView,
  refusals: [404],
})
export const deleteDumpEndpoint = endpoint({
  method: 'DELETE',
  path: '/telemetry-dumps/{id}',
  operation: 'telemetry.delete-dump',
  tag,
  summary: 'Delete a dump that could not be read',
  params: byId,
  success: 204,
  response: nothing,
  refusals: [404],
})
export const retryDumpEndpoint = endpoint({
  method: 'POST',
  path: '/telemetry-dumps/{id}/retry',
  operation: 'telemetry.retry-dump',
  tag,
  summary: 'Read a dump again, as of when it came; it is deleted once it was read',
  params: byId,
  success: 202,
  response: ingestView,
  refusals: [404, 409, 422],
})
