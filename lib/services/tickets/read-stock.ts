import type { Ctx, TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { StockRow } from './stock-view'

/**
 * Rows of stock with part, models and warehouse, in no order: one statement, where a relation after another would be six.
 * @param which a condition on stock `s` of a part `p` in a warehouse `w`
 */
export async function readStock(ctx: Ctx | TxCtx, which: Prisma.Sql): Promise<StockRow[]> {
  return ctx.db.$queryRaw<StockRow[]>`
    SELECT s.id, s.available, s.reserved, s.shelf, s.minimum, s.updated_at AS "updatedAt", s.version,
      jsonb_build_object('id', p.id, 'sku', p.sku, 'kind', p.kind, 'description', p.description, 'facts', p.facts, 'models', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('modelId', m.id, 'model', jsonb_build_object('slug', m.slug)) ORDER BY m.slug), '[]')
        FROM spare_part_models f JOIN server_models m ON m.id = f.model_id WHERE f.spare_part_id = p.id)) AS "sparePart",
      jsonb_build_object('id', w.id, 'code', w.code, 'datacenterId', w.datacenter_id,
        'datacenter', jsonb_build_object('code', d.code)) AS warehouse
    FROM stock s JOIN spare_parts p ON p.id = s.spare_part_id
    JOIN warehouses w ON w.id = s.warehouse_id JOIN datacenters d ON d.id = w.datacenter_id
    WHERE ${which}`
}
