import type { ElevationView } from '../../contracts/inventory/rack'
import type { Ctx } from '../../db/context'
import type { Depth, Face } from '../../domain/rack-space'

interface PlanRow {
  id: string
  rackId: number
  rack: string
  u: number
  heightU: number
  face: Face
  depth: Depth
  by: string
  order: string | null
  barcode: string
  modelName: string | null
  from: string | null
}

export interface ElevationPlans {
  /** Places kept in each rack, lowest first. */
  coming: Map<number, ElevationView['planned']>
  /** Where servers are to go, by barcode. */
  going: Map<string, { rack: string; u: number; face: Face }>
}

/** The plans of these racks, of what is to come and of what is to go, in one statement. */
export const readElevationPlans = async (ctx: Ctx, rackIds: readonly number[]): Promise<ElevationPlans> => {
  const ids = [...rackIds]
  const rows = await ctx.db.$queryRaw<PlanRow[]>`
    SELECT p.id::text, p.rack_id AS "rackId", r.code::text AS rack, p.u, p.height_u AS "heightU", p.face::text, p.depth::text, p.by,
      o.number::text AS "order", s.barcode::text, m.manufacturer || ' ' || m.model AS "modelName",
      coalesce(at.code || ' U' || s.u, w.code::text) AS "from"
    FROM planned_moves p JOIN racks r ON r.id = p.rack_id JOIN servers s ON s.id = p.server_id
      LEFT JOIN racks at ON at.id = s.rack_id LEFT JOIN warehouses w ON w.id = s.warehouse_id
      LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN orders o ON o.id = p.order_id
    WHERE p.id IN (
      SELECT id FROM planned_moves WHERE rack_id = ANY(${ids}::int[])
      UNION SELECT q.id FROM servers t JOIN planned_moves q ON q.server_id = t.id WHERE t.rack_id = ANY(${ids}::int[]))
    ORDER BY p.u, p.id`
  const byRack = Map.groupBy(rows, (row) => row.rackId)
  return {
    coming: new Map([...byRack].map(([rackId, plans]) => [rackId, plans.map(toPlanned)])),
    going: new Map(rows.map(({ barcode, rack, u, face }) => [barcode, { rack, u, face }])),
  }
}

function toPlanned({ rackId: _id, rack: _rack, order, modelName, from, ...place }: PlanRow) {
  return {
    ...place,
    ...(modelName === null ? {} : { modelName }),
    ...(from === null ? {} : { from }),
    ...(order === null ? {} : { order }),
  }
}
