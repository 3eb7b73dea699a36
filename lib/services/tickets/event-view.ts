import type { EventView } from '../../contracts/telemetry/event'
import { Prisma } from '../../db/generated/client'

/** An event as stored; hash in hex, givenHash where the sender named it. */
export interface EventRow {
  id: bigint
  barcode: string
  ts: Date
  kind: string
  payload: Record<string, unknown>
  hash: string
  givenHash: string | null
  outcome: string
  reason: string | null
  ticket: string | null
  receivedAt: Date
}

/** Of telemetry_events e, servers s and (perhaps) tickets t. */
export const eventColumns = Prisma.sql`e.id, s.barcode, e.ts, e.kind, e.payload, encode(e.hash, 'hex') AS hash,
  e.given_hash AS "givenHash", e.outcome, e.reason, t.number AS ticket, e.received_at AS "receivedAt"`

export function toEventView(row: EventRow): EventView {
  return {
    id: row.id.toString(),
    barcode: row.barcode,
    ts: row.ts.toISOString(),
    kind: row.kind,
    payload: row.payload,
    eventHash: row.givenHash ?? row.hash,
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.ticket === null ? {} : { ticket: row.ticket }),
    receivedAt: row.receivedAt.toISOString(),
  }
}
