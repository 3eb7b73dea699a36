import type { Ctx, TxCtx } from '../../db/context'
import type { Depth, Face, Occupant } from '../../domain/rack-space'

interface Row {
  rackId: number
  key: string
  u: number
  heightU: number
  face: Face
  depth: Depth
}

/** What takes units of each of these racks, servers, rack items and what is kept for a server alike, in one query. */
export const readOccupantsOf = async (
  ctx: Ctx | TxCtx,
  rackIds: readonly number[],
): Promise<Map<number, Occupant[]>> => {
  const ids = [...new Set(rackIds)]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT rack_id AS "rackId", barcode::text AS key, u, height_u AS "heightU", face::text AS face, depth::text AS depth
    FROM servers WHERE rack_id = ANY(${ids}::int[])
    UNION ALL
    SELECT rack_id, name, u, height_u, face::text, depth::text FROM rack_items
    WHERE rack_id = ANY(${ids}::int[]) AND side IS NULL
    UNION ALL
    SELECT p.rack_id, 'what is kept for ' || s.barcode, p.u, p.height_u, p.face::text, p.depth::text
    FROM planned_moves p JOIN servers s ON s.id = p.server_id WHERE p.rack_id = ANY(${ids}::int[])`
  const found = new Map<number, Occupant[]>()
  for (const { rackId, ...occupant } of rows) {
    const list = found.get(rackId) ?? []
    list.push(occupant)
    found.set(rackId, list)
  }
  return found
}
