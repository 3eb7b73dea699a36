import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx, TxCtx } from '../../db/context'
import { type PartFacts, readFacts } from '../../domain/tickets/part-facts'
import { isPartKind, mostSuitable, neededOf, partKindsFor } from '../../domain/tickets/spares'
import { visible } from '../access/authorize'
import { type TicketRow, ticketTypeOf } from './ticket-view'

export type Elsewhere = NonNullable<TicketView['components'][number]['elsewhere']>

/** As many places as are worth a telephone call. */
const MOST_PLACES = 3

/** A part that fits a model, and where most of it lies. */
interface Candidate {
  sku: string
  kind: string
  facts: unknown
  /** Ids of the models that it fits, of those asked for, with spaces between. */
  models: string
  /** A line for each warehouse, the one with most of it first: the fields of `Place` in their order. Rows would be hundreds. */
  places: string
}

interface Place {
  stockId: number
  available: number
  warehouse: string
  datacenter: string
  datacenterId: number
}

/**
 * For each component of a page of tickets that waits: where in the other datacenters that the actor may read a part lies
 * that would fit, the best first, by component id. One statement for the page, whether or not one waits; of each part only
 * the warehouses with most of it are looked at, as many as leave enough without those of any one datacenter.
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
  const byModel = new Map<number, Spare[]>()
  for (const candidate of candidates) {
    const spares = sparesOf(candidate)
    for (const model of candidate.models.split(' ').map(Number))
      byModel.set(model, [...(byModel.get(model) ?? []), ...spares])
  }
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

type Spare = Place & { sku: string; kind: string; facts: PartFacts; sameWarehouse: false }

/** Many components look through them: what is known of a part is read once. */
function sparesOf({ sku, kind, facts, places }: Candidate): Spare[] {
  const known = readFacts(facts)
  return places.split('\n').map((line) => {
    const [stockId, available, warehouse = '', datacenter = '', datacenterId] = line.split('\t')
    const place = { stockId: Number(stockId), available: Number(available), datacenterId: Number(datacenterId) }
    return { ...place, warehouse, datacenter, sku, kind, facts: known, sameWarehouse: false }
  })
}

async function readCandidates(ctx: Ctx | TxCtx, kinds: string[], models: number[]): Promise<Candidate[]> {
  const seen = visible(ctx, 'tickets.read')
  // A part lies in a warehouse once: without those of one datacenter, the first so many and as many as it has leave enough.
  return ctx.db.$queryRaw<Candidate[]>`
    WITH fitting AS MATERIALIZED (
      SELECT p.id, array_agg(m.model_id) AS models
      FROM spare_parts p JOIN spare_part_models m ON m.spare_part_id = p.id AND m.model_id = ANY(${models}::int[])
      WHERE upper(p.kind) = ANY(${kinds}::text[]) GROUP BY p.id)
    SELECT p.sku::text AS sku, p.kind, p.facts, array_to_string(f.models, ' ') AS models, l.places
    FROM (
      SELECT s.spare_part_id,
        string_agg(concat_ws(E'\\t', s.id, s.available, w.code, d.code, w.datacenter_id), E'\\n' ORDER BY s.among) AS places
      FROM (
        SELECT s.id, s.spare_part_id, s.available, s.warehouse_id,
          row_number() OVER (PARTITION BY s.spare_part_id ORDER BY s.available DESC, s.id) AS among
        FROM stock s
        WHERE s.spare_part_id = ANY(ARRAY(SELECT id FROM fitting)) AND s.available > 0
          AND (${seen === undefined} OR s.warehouse_id = ANY(ARRAY(
            SELECT id FROM warehouses WHERE datacenter_id = ANY(${seen?.in ?? []}::int[]))))
      ) AS s JOIN warehouses w ON w.id = s.warehouse_id JOIN datacenters d ON d.id = w.datacenter_id
      WHERE s.among <= ${MOST_PLACES} + (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM warehouses GROUP BY datacenter_id) AS own)
      GROUP BY s.spare_part_id
    ) AS l JOIN fitting f ON f.id = l.spare_part_id JOIN spare_parts p ON p.id = l.spare_part_id`
}
