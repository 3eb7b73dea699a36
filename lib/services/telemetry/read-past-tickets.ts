import type { Ctx } from '../../db/context'
import type { PastTicket } from '../../domain/telemetry/supposed-tickets'
import { TICKET_TYPES } from '../../domain/ticket-state'

interface Row {
  serverId: number
  type: string
  from: number
  until: number | null
  own: boolean
  components: string[]
}

export interface PastTicketOf extends PastTicket {
  serverId: number
}

/** The tickets of servers that were live after `since`; own: opened by an event of the kind, at once or
 * after it had waited. One statement. */
export async function readPastTickets(
  ctx: Ctx,
  input: { serverIds: readonly number[]; kind: string; since: Date },
): Promise<PastTicketOf[]> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT t.server_id AS "serverId", t.type, (extract(epoch FROM t.created_at) * 1000)::float8 AS "from",
           (extract(epoch FROM t.ended_at) * 1000)::float8 AS until,
           coalesce(
             (SELECT e.kind FROM telemetry_events e WHERE e.ticket_id = t.id AND e.outcome = 'opened' ORDER BY e.ts, e.id LIMIT 1),
             (SELECT e.kind FROM telemetry_events e WHERE e.ticket_id = t.id AND e.outcome = 'suppressed' ORDER BY e.ts, e.id LIMIT 1)
           ) IS NOT DISTINCT FROM ${input.kind} AS own,
           array(SELECT c.name FROM ticket_components c WHERE c.ticket_id = t.id) AS components
    FROM tickets t
    WHERE t.server_id = ANY(${[...input.serverIds]}::int[]) AND (t.ended_at IS NULL OR t.ended_at >= ${input.since})`
  return rows.flatMap((row) => TICKET_TYPES.filter((type) => type === row.type).map((type) => ({ ...row, type })))
}
