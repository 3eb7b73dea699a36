import type { WarehouseView } from '../../contracts/inventory/warehouse'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { toWarehouseView, warehouseSelect } from './warehouse-view'

export async function editWarehouse(
  ctx: Ctx,
  input: { code: string; name?: string | null | undefined; ifMatch?: readonly number[] | '*' | undefined },
): Promise<WarehouseView> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM warehouses WHERE code = ${input.code}::citext FOR UPDATE`
    const before = await tx.db.warehouse.findUnique({ where: { code: input.code }, select: warehouseSelect })
    if (before === null) throw notFound('warehouse', input.code)
    authorize(tx, 'inventory.edit-warehouse', before.datacenterId)
    checkVersion('warehouse', before.code, before.version, input.ifMatch)
    if (input.name === undefined || input.name === before.name) return toWarehouseView(before)
    const row = await tx.db.warehouse.update({
      where: { id: before.id },
      data: { name: input.name, version: { increment: 1 } },
      select: warehouseSelect,
    })
    await recordAudit(tx, {
      action: 'inventory.edit-warehouse',
      entity: 'warehouse',
      key: row.code,
      datacenterId: row.datacenterId,
      detail: { name: { from: before.name, to: row.name } },
    })
    return toWarehouseView(row)
  })
}
