import type { DumpView } from '../../contracts/telemetry/dump'
import { Prisma } from '../../db/generated/client'
import { DUMP_FORMATS } from '../../domain/telemetry/formats/reading'

export interface DumpRow {
  id: string
  format: string
  barcode: string | null
  datacenter: string | null
  datacenterId: number | null
  contentType: string
  bytes: number
  reason: string
  times: number
  receivedAt: Date
  lastReceivedAt: Date
  requestId: string
}

/** Columns of `DumpRow`, of telemetry_dumps d with its datacenters c. */
export const dumpColumns = Prisma.sql`
  d.id::text, d.format, d.barcode::text, c.code::text AS datacenter, d.datacenter_id AS "datacenterId",
  d.content_type AS "contentType", d.bytes, d.reason, d.times, d.received_at AS "receivedAt",
  d.last_received_at AS "lastReceivedAt", d.request_id AS "requestId"`

export function toDumpView(row: DumpRow): DumpView {
  const { id, barcode, datacenter, contentType, bytes, reason, times, requestId } = row
  const format = DUMP_FORMATS.find((each) => each === row.format)
  if (format === undefined) throw new Error(`a dump of an unknown format: ${row.format}`)
  return {
    ...{ id, format, contentType, bytes, reason, times, requestId },
    ...(barcode === null ? {} : { barcode }),
    ...(datacenter === null ? {} : { datacenter }),
    receivedAt: row.receivedAt.toISOString(),
    lastReceivedAt: row.lastReceivedAt.toISOString(),
  }
}
