import type { WarehouseView } from '../../contracts/inventory/warehouse'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { toWarehouseView, warehouseSelect } from './warehouse-view'

export async function getWarehouse(ctx: Ctx, input: { code: string }): Promise<WarehouseView> {
  const row = await ctx.db.warehouse.findUnique({ where: { code: input.code }, select: warehouseSelect })
  if (row === null) throw notFound('warehouse', input.code)
  authorize(ctx, 'inventory.read', row.datacenterId)
  return toWarehouseView(row)
}
