import type { Ctx, TxCtx } from '../../db/context'
import type { TicketType } from '../../domain/ticket-state'
import { fitOf, readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, neededOf } from '../../domain/tickets/spares'
import type { StockRow } from './stock-view'

interface Waiting {
  sparePartId: number
  datacenterId: number
  type: TicketType
  partKind: string | null
  facts: unknown
  count: number
}

/** How many components wait in its datacenter for the part of each stock row, by the row's id; one statement for any number. */
export async function countWaiting(ctx: Ctx | TxCtx, rows: readonly StockRow[]): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map()
  const waiting = await ctx.db.$queryRaw<Waiting[]>`
    SELECT m.spare_part_id AS "sparePartId", sv.datacenter_id AS "datacenterId", t.type, c.part_kind AS "partKind", c.facts, count(*)::int AS count
    FROM ticket_components c
    JOIN tickets t ON t.id = c.ticket_id
    JOIN servers sv ON sv.id = t.server_id
    JOIN spare_part_models m ON m.model_id = sv.model_id
    WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS')
      AND m.spare_part_id = ANY(${[...new Set(rows.map((row) => row.sparePart.id))]}::int[])
      AND sv.datacenter_id = ANY(${[...new Set(rows.map((row) => row.warehouse.datacenterId))]}::int[])
    GROUP BY 1, 2, 3, 4, 5`
  return new Map(
    rows.map(({ id, sparePart, warehouse }) => {
      const own = waiting.filter(
        (one) =>
          one.sparePartId === sparePart.id &&
          one.datacenterId === warehouse.datacenterId &&
          needs(one, sparePart.kind) &&
          fitOf(readFacts(one.facts), readFacts(sparePart.facts)).fits,
      )
      return [id, own.reduce((sum, one) => sum + one.count, 0)]
    }),
  )
}

function needs({ type, partKind }: Waiting, kind: string): boolean {
  const needed = neededOf(type, partKind)
  return needed !== null && isPartKind(kind, needed)
}
