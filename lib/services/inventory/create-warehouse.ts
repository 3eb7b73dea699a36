import type { WarehouseView } from '../../contracts/inventory/warehouse'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { resolveDatacenter } from './resolve-datacenter'
import { toWarehouseView, warehouseSelect } from './warehouse-view'

export async function createWarehouse(
  ctx: Ctx,
  input: { code: string; datacenter: string; name?: string | undefined },
): Promise<WarehouseView> {
  return inTransaction(ctx, async (tx) => {
    const datacenter = await resolveDatacenter(tx, input.datacenter)
    authorize(tx, 'inventory.create-warehouse', datacenter.id)
    const row = await tx.db.warehouse
      .create({
        data: { code: input.code, datacenterId: datacenter.id, name: input.name ?? null },
        select: warehouseSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'warehouses_code_key'))
          throw conflict('already-exists', `There is a warehouse ${input.code} already.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'inventory.create-warehouse',
      entity: 'warehouse',
      key: row.code,
      datacenterId: row.datacenterId,
    })
    return toWarehouseView(row)
  })
}
