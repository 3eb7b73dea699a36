import type { EventView } from '../../contracts/telemetry/event'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { type EventRow, eventColumns, toEventView } from '../tickets/event-view'

export async function getEvent(ctx: Ctx, input: { id: string }): Promise<EventView> {
  const rows = await ctx.db.$queryRaw<(EventRow & { datacenterId: number })[]>`
    SELECT s.datacenter_id AS "datacenterId", ${eventColumns}
    FROM telemetry_events e
    JOIN servers s ON s.id = e.server_id
    LEFT JOIN tickets t ON t.id = e.ticket_id
    WHERE e.id = ${BigInt(input.id)}`
  const row = rows[0]
  if (row === undefined) throw notFound('event', input.id)
  authorize(ctx, 'telemetry.read', row.datacenterId)
  return toEventView(row)
}
