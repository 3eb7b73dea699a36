import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { type Priority, TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import { fitOf, type PartFacts, readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, neededPart, partKindsFor } from '../../domain/tickets/spares'
import { THAT_WAIT } from './components-that-wait'

export interface WaitingComponent {
  componentId: number
  name: string
  ticketId: number
  number: string
  type: TicketType
  partKind: string | null
  priority: Priority
  server: string
  since: Date
  modelId: number
  datacenterId: number
  warehouseId: number | null
  facts: PartFacts
}

/**
 * Components in a datacenter that wait and that this part would fit, in the order in which they are served: the most urgent
 * ticket first, then the oldest. Two statements: what is known of those that wait takes few values, and which of them the
 * part fits is asked of the domain, so that no limit cuts off one behind many that it does not fit.
 */
export async function findWaiting(
  ctx: Ctx | TxCtx,
  input: { sparePartId: number; datacenterId: number; limit: number },
): Promise<WaitingComponent[]> {
  const part = await ctx.db.sparePart.findUniqueOrThrow({
    where: { id: input.sparePartId },
    select: { kind: true, facts: true },
  })
  const types = TICKET_TYPES.filter((type) => {
    const needed = neededPart(type)
    return needed !== null && isPartKind(part.kind, needed)
  })
  if (input.limit <= 0) return []
  const waiting = Prisma.sql`
    FROM ticket_components c
    JOIN tickets t ON t.id = c.ticket_id
    JOIN servers sv ON sv.id = t.server_id
    JOIN spare_part_models m ON m.model_id = sv.model_id AND m.spare_part_id = ${input.sparePartId}
    WHERE ${THAT_WAIT} AND t.status IN ('OPEN', 'IN_PROGRESS') AND (CASE WHEN c.part_kind IS NULL THEN t.type = ANY(${types}::text[]) ELSE c.part_kind = ANY(${[...partKindsFor(part.kind)]}::text[]) END)
      AND sv.datacenter_id = ${input.datacenterId}`
  const known = await ctx.db.$queryRaw<{ facts: string }[]>`SELECT DISTINCT c.facts::text AS facts ${waiting}`
  const given = readFacts(part.facts)
  const fitting = known.map((row) => row.facts).filter((facts) => fitOf(readFacts(JSON.parse(facts)), given).fits)
  if (fitting.length === 0) return []
  const rows = await ctx.db.$queryRaw<(Omit<WaitingComponent, 'facts'> & { facts: unknown })[]>`
    SELECT c.id AS "componentId", c.name, t.id AS "ticketId", t.number, t.type, c.part_kind AS "partKind", t.priority::text AS priority,
           sv.barcode AS server, c.created_at AS since, sv.model_id AS "modelId", sv.datacenter_id AS "datacenterId",
           sv.warehouse_id AS "warehouseId", c.facts
    ${waiting} AND c.facts = ANY(${fitting}::text[]::jsonb[])
    ORDER BY t.priority, t.created_at, c.id
    LIMIT ${input.limit}::bigint`
  return rows.map(({ facts, ...row }) => ({ ...row, facts: readFacts(facts) }))
}
