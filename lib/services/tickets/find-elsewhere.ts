import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx, TxCtx } from '../../db/context'
import { readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, mostSuitable, neededOf, partKindsFor } from '../../domain/tickets/spares'
import { visible } from '../access/authorize'
import { type TicketRow, ticketTypeOf } from './ticket-view'

export type Elsewhere = NonNullable<TicketView['components'][number]['elsewhere']>

/** As many places as are worth a telephone call. */
const MOST_PLACES = 3

interface Candidate {
  stockId: number
  sku: string
  kind: string
  facts: unknown
  modelId: number
  warehouse: string
  datacenter: string
  datacenterId: number
  available: number
}

/**
 * For each component of a page of tickets that waits: where in the other datacenters that the actor may read a part lies
 * that would fit, the best first, by component id. One statement for the page, whether or not one waits; of each part and
 * datacenter only the warehouses with most of it are looked at, and of those as many as are left without one datacenter's.
 */
export async function findElsewhere(
  ctx: Ctx | TxCtx,
  tickets: readonly TicketRow[],
): Promise<ReadonlyMap<number, Elsewhere>> {
  const waiting = tickets.flatMap((ticket) => {
    const modelId = ticket.server.modelId
    if (modelId === null) return []
    return ticket.components
      .filter((component) => component.partStatus === 'WAITING')
      .flatMap(({ id, partKind, facts }) => {
        const needed = neededOf(ticketTypeOf(ticket.type), partKind)
        return needed === null
          ? []
          : [{ id, needed, modelId, datacenterId: ticket.datacenterId, facts: readFacts(facts) }]
      })
  })
  const kinds = [...new Set(waiting.flatMap(({ needed }) => partKindsFor(needed)))]
  const candidates = await readCandidates(ctx, kinds, [...new Set(waiting.map(({ modelId }) => modelId))])
  // Of hundreds that many components look through, each is read once.
  const known = candidates.map((one) => ({ ...one, facts: readFacts(one.facts), sameWarehouse: false }))
  const byModel = Map.groupBy(known, ({ modelId }) => modelId)
  return new Map(
    waiting.map(({ id, needed, modelId, datacenterId, facts }) => {
      const others = (byModel.get(modelId) ?? []).filter(
        (one) => one.datacenterId !== datacenterId && isPartKind(one.kind, needed),
      )
      const best = mostSuitable(others, facts, MOST_PLACES)
      return [id, best.map(({ sku, warehouse, datacenter, available }) => ({ sku, warehouse, datacenter, available }))]
    }),
  )
}

async function readCandidates(ctx: Ctx | TxCtx, kinds: string[], models: number[]): Promise<Candidate[]> {
  const seen = visible(ctx, 'tickets.read')
  // The names of places are joined to what is left: most of what is looked at is not.
  return ctx.db.$queryRaw<Candidate[]>`
    SELECT s.id AS "stockId", p.sku, p.kind, p.facts, m.model_id AS "modelId", w.code AS warehouse, d.code AS datacenter,
           w.datacenter_id AS "datacenterId", s.available
    FROM (
      SELECT s.*, row_number() OVER (PARTITION BY s.spare_part_id ORDER BY s.available DESC, s.id) AS among FROM (
        SELECT s.id, s.spare_part_id, s.available, s.warehouse_id,
               row_number() OVER (PARTITION BY s.spare_part_id, w.datacenter_id ORDER BY s.available DESC, s.id) AS place
        FROM stock s JOIN warehouses w ON w.id = s.warehouse_id
        WHERE s.available > 0 AND (${seen === undefined} OR w.datacenter_id = ANY(${seen?.in ?? []}::int[]))
          AND s.spare_part_id = ANY(ARRAY(
            SELECT m.spare_part_id FROM spare_part_models m JOIN spare_parts p ON p.id = m.spare_part_id
            WHERE m.model_id = ANY(${models}::int[]) AND upper(p.kind) = ANY(${kinds}::text[])))
      ) AS s WHERE s.place <= ${MOST_PLACES}
    ) AS s
    JOIN spare_parts p ON p.id = s.spare_part_id
    JOIN spare_part_models m ON m.spare_part_id = p.id AND m.model_id = ANY(${models}::int[])
    JOIN warehouses w ON w.id = s.warehouse_id
    JOIN datacenters d ON d.id = w.datacenter_id
    WHERE s.among <= ${2 * MOST_PLACES}`
}
