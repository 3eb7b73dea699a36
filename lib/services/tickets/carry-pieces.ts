import type { TxCtx } from '../../db/context'

/**
 * Stock went from one warehouse to another without a serial being named: of the pieces known at the one the oldest went along, as
 * many as are more than lie there now. The caller has changed both counts before.
 */
export async function carryPieces(
  tx: TxCtx,
  moved: { sparePartId: number; from: number; to: number; reason: string },
): Promise<void> {
  await tx.db.$executeRaw`
    WITH known AS (
      SELECT p.id, row_number() OVER (ORDER BY p.id DESC) AS place
      FROM parts p WHERE p.state = 'IN_STOCK' AND p.spare_part_id = ${moved.sparePartId} AND p.warehouse_id = ${moved.from}
    ), gone AS (
      UPDATE parts p SET warehouse_id = ${moved.to}, version = p.version + 1, updated_at = ${tx.clock()}
      FROM known k JOIN stock s ON s.spare_part_id = ${moved.sparePartId} AND s.warehouse_id = ${moved.from}
      WHERE p.id = k.id AND p.state = 'IN_STOCK' AND k.place > s.available + s.reserved
      RETURNING p.id
    )
    INSERT INTO part_events (part_id, at, kind, warehouse_id, actor, reason)
    SELECT id, ${tx.clock()}, 'RECEIVED', ${moved.to}::int, ${tx.actor.name}, ${moved.reason} FROM gone`
}
