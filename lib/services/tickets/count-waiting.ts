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
  // Gathered by model before the parts come in: each would be compared with each of thousands that wait.
  const waiting = await ctx.db.$queryRaw<Waiting[]>`
    WITH waiting AS MATERIALIZED (
      SELECT sv.model_id, sv.datacenter_id, t.type, c.part_kind, c.facts, count(*) AS n
      FROM ticket_components c
      JOIN tickets t ON t.id = c.ticket_id
      JOIN servers sv ON sv.id = t.server_id
      WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS')
        AND sv.datacenter_id = ANY(${[...new Set(rows.map((row) => row.warehouse.datacenterId))]}::int[])
      GROUP BY 1, 2, 3, 4, 5)
    SELECT m.spare_part_id AS "sparePartId", w.datacenter_id AS "datacenterId", w.type, w.part_kind AS "partKind", w.facts, sum(w.n)::int AS count
    FROM waiting w JOIN spare_part_models m ON m.model_id = w.model_id
    WHERE m.spare_part_id = ANY(${[...new Set(rows.map((row) => row.sparePart.id))]}::int[])
    GROUP BY 1, 2, 3, 4, 5`
  const keyOf = (sparePartId: number, datacenterId: number) => `${sparePartId} ${datacenterId}`
  const byPlace = Map.groupBy(waiting, (one) => keyOf(one.sparePartId, one.datacenterId))
  return new Map(
    rows.map(({ id, sparePart, warehouse }) => {
      const facts = readFacts(sparePart.facts)
      const own = (byPlace.get(keyOf(sparePart.id, warehouse.datacenterId)) ?? []).filter(
        (one) => needs(one, sparePart.kind) && fitOf(readFacts(one.facts), facts).fits,
      )
      return [id, own.reduce((sum, one) => sum + one.count, 0)]
    }),
  )
}

function needs({ type, partKind }: Waiting, kind: string): boolean {
  const needed = neededOf(type, partKind)
  return needed !== null && isPartKind(kind, needed)
}
