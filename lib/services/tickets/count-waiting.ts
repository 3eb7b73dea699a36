import type { Ctx, TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import type { TicketType } from '../../domain/ticket-state'
import { fitOf, readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, neededOf } from '../../domain/tickets/spares'
import { THAT_WAIT } from './components-that-wait'
import type { StockRow } from './stock-view'

interface Waiting {
  modelId: number
  datacenterId: number
  type: TicketType
  partKind: string | null
  facts: unknown
  count: number
}

/** How many components wait in its datacenter for the part of each stock row, by the row's id; one statement for any number. */
export async function countWaiting(ctx: Ctx | TxCtx, rows: readonly StockRow[]): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map()
  const models = new Set(rows.flatMap(({ sparePart }) => sparePart.models.map(({ modelId }) => modelId)))
  const waiting = await ctx.db.$queryRaw<Waiting[]>`
    SELECT sv.model_id AS "modelId", sv.datacenter_id AS "datacenterId", t.type, c.part_kind AS "partKind", c.facts, count(*)::int AS count
    FROM ticket_components c
    JOIN tickets t ON t.id = c.ticket_id
    JOIN servers sv ON sv.id = t.server_id
    WHERE ${THAT_WAIT} AND t.status IN ('OPEN', 'IN_PROGRESS') AND sv.model_id = ANY(${unseen.ints([...models])})
      AND sv.datacenter_id = ANY(${unseen.ints([...new Set(rows.map((row) => row.warehouse.datacenterId))])})
    GROUP BY 1, 2, 3, 4, 5`
  const keyOf = (modelId: number, datacenterId: number) => `${modelId} ${datacenterId}`
  const known = waiting.map((one) => ({ ...one, facts: readFacts(one.facts) }))
  const byPlace = Map.groupBy(known, (one) => keyOf(one.modelId, one.datacenterId))
  return new Map(
    rows.map(({ id, sparePart, warehouse }) => {
      const facts = readFacts(sparePart.facts)
      const own = sparePart.models.flatMap(({ modelId }) => byPlace.get(keyOf(modelId, warehouse.datacenterId)) ?? [])
      const fitting = own.filter((one) => needs(one, sparePart.kind) && fitOf(one.facts, facts).fits)
      return [id, fitting.reduce((sum, one) => sum + one.count, 0)]
    }),
  )
}

function needs({ type, partKind }: Pick<Waiting, 'type' | 'partKind'>, kind: string): boolean {
  const needed = neededOf(type, partKind)
  return needed !== null && isPartKind(kind, needed)
}
