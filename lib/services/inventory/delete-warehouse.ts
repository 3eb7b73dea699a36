import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stillReferenced } from './still-referenced'
import { warehouseSelect } from './warehouse-view'

export async function deleteWarehouse(
  ctx: Ctx,
  input: { code: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM warehouses WHERE code = ${input.code}::citext FOR UPDATE`
    const row = await tx.db.warehouse.findUnique({ where: { code: input.code }, select: warehouseSelect })
    if (row === null) throw notFound('warehouse', input.code)
    authorize(tx, 'inventory.delete-warehouse', row.datacenterId)
    checkVersion('warehouse', row.code, row.version, input.ifMatch)
    await tx.db.warehouse
      .delete({ where: { id: row.id } })
      .catch(stillReferenced(`Warehouse ${row.code} still has servers or stock, or movements of stock.`))
    await recordAudit(tx, {
      action: 'inventory.delete-warehouse',
      entity: 'warehouse',
      key: row.code,
      datacenterId: row.datacenterId,
    })
  })
}
