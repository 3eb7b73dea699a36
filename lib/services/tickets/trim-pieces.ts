import type { TxCtx } from '../../db/context'

/**
 * Stock left a warehouse without a serial being named: of the pieces known there the oldest are gone, as many as are more
 * than lie there now. Which ones it truly were nobody said, so such a piece may still be scanned as a new part. One
 * statement for any number of places; the caller has changed the counts before.
 */
export async function trimPieces(
  tx: TxCtx,
  left: { places: readonly { sparePartId: number; warehouseId: number }[]; reason: string },
): Promise<void> {
  if (left.places.length === 0) return
  await tx.db.$executeRaw`
    WITH known AS (
      SELECT p.id, p.spare_part_id, p.warehouse_id, row_number() OVER (PARTITION BY p.spare_part_id, p.warehouse_id ORDER BY p.id DESC) AS place
      FROM parts p
      WHERE p.state = 'IN_STOCK' AND (p.spare_part_id, p.warehouse_id) IN (
        SELECT * FROM unnest(${left.places.map((place) => place.sparePartId)}::int[], ${left.places.map((place) => place.warehouseId)}::int[]))
    ), gone AS (
      UPDATE parts p SET state = 'REMOVED', warehouse_id = NULL, version = p.version + 1, updated_at = ${tx.clock()}
      FROM known k JOIN stock s ON s.spare_part_id = k.spare_part_id AND s.warehouse_id = k.warehouse_id
      WHERE p.id = k.id AND p.state = 'IN_STOCK' AND k.place > s.available + s.reserved
      RETURNING p.id, k.warehouse_id
    )
    INSERT INTO part_events (part_id, at, kind, warehouse_id, actor, reason)
    SELECT id, ${tx.clock()}, 'LEFT', warehouse_id, ${tx.actor.name}, ${left.reason} FROM gone`
}
