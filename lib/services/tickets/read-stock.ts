import type { Ctx } from '../../db/context'
import { unseen } from '../../db/once-planned'
import type { StockRow } from './stock-view'

/** Rows of stock by their ids, with part, models and warehouse, as `stockSelect` has them: in one statement, in any order. */
export async function readStock(ctx: Ctx, ids: readonly number[]): Promise<StockRow[]> {
  if (ids.length === 0) return []
  return ctx.db.$queryRaw<StockRow[]>`
    SELECT s.id, s.available, s.reserved, s.shelf, s.minimum, s.updated_at AS "updatedAt", s.version,
      jsonb_build_object('id', p.id, 'sku', p.sku, 'kind', p.kind, 'description', p.description, 'facts', p.facts, 'models', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('modelId', m.id, 'model', jsonb_build_object('slug', m.slug)) ORDER BY m.slug), '[]')
        FROM spare_part_models f JOIN server_models m ON m.id = f.model_id WHERE f.spare_part_id = p.id)) AS "sparePart",
      jsonb_build_object('id', w.id, 'code', w.code, 'datacenterId', w.datacenter_id,
        'datacenter', jsonb_build_object('code', d.code)) AS warehouse
    FROM stock s JOIN spare_parts p ON p.id = s.spare_part_id
    JOIN warehouses w ON w.id = s.warehouse_id JOIN datacenters d ON d.id = w.datacenter_id
    WHERE s.id = ANY(${unseen.ints(ids)})`
}
