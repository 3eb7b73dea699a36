import type { TxCtx } from '../../db/context'
import { unknownReference } from '../../domain/errors'

/** A part and a warehouse, whether or not it ever lay there. */
export interface StockPlace {
  sparePartId: number
  warehouseId: number
  datacenterId: number
  sku: string
  warehouse: string
  /** `sku@warehouse` */
  key: string
}

/** Throws `unknown-reference` (422) at the field that names what does not exist; `field` is that of the warehouse. */
export async function findStockPlace(
  tx: TxCtx,
  input: { sku: string; warehouse: string; field: string },
): Promise<StockPlace> {
  const part = await tx.db.sparePart.findUnique({ where: { sku: input.sku }, select: { id: true, sku: true } })
  if (part === null) throw unknownReference('sku', 'spare-part', input.sku)
  const warehouse = await tx.db.warehouse.findUnique({
    where: { code: input.warehouse },
    select: { id: true, code: true, datacenterId: true },
  })
  if (warehouse === null) throw unknownReference(input.field, 'warehouse', input.warehouse)
  return {
    sparePartId: part.id,
    warehouseId: warehouse.id,
    datacenterId: warehouse.datacenterId,
    sku: part.sku,
    warehouse: warehouse.code,
    key: `${part.sku}@${warehouse.code}`,
  }
}
