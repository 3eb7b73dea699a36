import type { EventView } from '../../contracts/telemetry/event'
import type { Ctx, TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import { type EventRow, eventColumns, toEventView } from './event-view'

/** The newest 20 events of each ticket, in one statement; by ticket id, tickets without any are absent. */
export async function loadTicketEvents(
  ctx: Ctx | TxCtx,
  ticketIds: readonly number[],
): Promise<Map<number, EventView[]>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<(EventRow & { ticketId: number })[]>`
    SELECT t.id AS "ticketId", ${eventColumns}
    FROM tickets t
    JOIN servers s ON s.id = t.server_id
    CROSS JOIN LATERAL (SELECT * FROM telemetry_events e WHERE e.ticket_id = t.id ORDER BY e.ts DESC, e.id DESC LIMIT 20) AS e
    WHERE t.id = ANY(${unseen.ints(ticketIds)})
    ORDER BY t.id, e.ts DESC, e.id DESC`
  const events = new Map<number, EventView[]>()
  for (const row of rows) events.set(row.ticketId, [...(events.get(row.ticketId) ?? []), toEventView(row)])
  return events
}
