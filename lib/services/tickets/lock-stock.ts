import type { TxCtx } from '../../db/context'
import type { StockPlace } from './find-stock-place'

export interface LockedStock {
  id: number
  warehouseId: number
  available: number
  reserved: number
  minimum: number | null
}

/** Locks the stock rows of one part in some warehouses, in id order, and makes those that are not there yet, empty. */
export async function lockStock(tx: TxCtx, places: readonly StockPlace[]): Promise<LockedStock[]> {
  const warehouses = places.map((place) => place.warehouseId)
  await tx.db.$executeRaw`
    INSERT INTO stock (spare_part_id, warehouse_id, updated_at)
    SELECT part, place, ${tx.clock()}
    FROM unnest(${places.map((place) => place.sparePartId)}::int[], ${warehouses}::int[]) AS n(part, place) ORDER BY place
    ON CONFLICT (spare_part_id, warehouse_id) DO NOTHING`
  const rows = await tx.db.$queryRaw<LockedStock[]>`
    SELECT id, warehouse_id AS "warehouseId", available, reserved, minimum FROM stock
    WHERE spare_part_id = ANY(${places.map((place) => place.sparePartId)}::int[]) AND warehouse_id = ANY(${warehouses}::int[])
    ORDER BY id FOR UPDATE`
  return places.map((place) => {
    const row = rows.find(({ warehouseId }) => warehouseId === place.warehouseId)
    if (row === undefined) throw new Error(`a stock row that was just made is not there: ${place.key}`)
    return row
  })
}
