import { MOST_RACK_HITS, type RackHitsView, type RackHitView } from '../../contracts/inventory/rack-hit'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { PLANNED_FOR_VALUES } from '../../db/statement-names'
import { resolveServerFilter } from './resolve-server-filter'
import { FIRMWARE, HEALTH } from './server-condition'
import { filterConditions } from './server-filter'

/** Of what a search finds so many are sorted: a letter that half of all servers have must not cost a walk through them. */
const MOST_SORTED = 1_000

/**
 * The servers that a search lights up, by barcode: what `listServers` finds by the same words, with no more than their cells show,
 * as somebody with a server's code in their hand waits for it.
 */
export async function listRackHits(
  ctx: Ctx,
  input: { q: string; datacenter?: readonly string[] | undefined },
): Promise<RackHitsView> {
  const ids = await resolveServerFilter(ctx, input)
  const conditions = Prisma.join(filterConditions(ctx, input, ids), ' AND ')
  const found = await ctx.db.$queryRaw<{ id: number }[]>`${Prisma.raw(PLANNED_FOR_VALUES)}
    SELECT id FROM (SELECT s.id, s.barcode FROM servers s WHERE ${conditions} LIMIT ${MOST_SORTED}) AS found
    ORDER BY barcode LIMIT ${MOST_RACK_HITS + 1}`
  const named = found.slice(0, MOST_RACK_HITS).map(({ id }) => id)
  return { items: await hitsOf(ctx, named), more: found.length > named.length }
}

/** In a statement of its own: it is the same whatever is searched, and so planned once for all. */
async function hitsOf(ctx: Ctx, ids: readonly number[]): Promise<RackHitView[]> {
  if (ids.length === 0) return []
  const now = ctx.clock().toISOString()
  const rows = await ctx.db.$queryRaw<{ hit: RackHitView }[]>`
    SELECT json_strip_nulls(row_to_json(hit)) AS hit FROM (
      SELECT s.barcode::text, s.state::text, s.u, s.height_u AS "heightU", s.face::text, s.depth::text,
        s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${now}::timestamptz) AS held,
        s.open_high_tickets AS "openHighTickets", ${HEALTH} AS health, t.type AS trouble, ${FIRMWARE} AS firmware,
        m.slug::text AS model, m.manufacturer || ' ' || m.model AS "modelName", m.max_power_w AS "powerW",
        o.number::text AS order, r.code::text AS rack, w.code::text AS warehouse, d.code::text AS destination
      FROM servers s LEFT JOIN LATERAL (
        SELECT server_id, type FROM tickets WHERE server_id = s.id AND status IN ('OPEN', 'IN_PROGRESS')
        ORDER BY priority, id LIMIT 1) t ON true
        LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN orders o ON o.id = s.order_id
        LEFT JOIN racks r ON r.id = s.rack_id LEFT JOIN warehouses w ON w.id = s.warehouse_id
        LEFT JOIN datacenters d ON d.id = s.destination_id
      WHERE s.id = ANY(${[...ids]}::int[])
      ORDER BY s.barcode) hit`
  return rows.map(({ hit }) => hit)
}
