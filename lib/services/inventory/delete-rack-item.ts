import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { rackItemSelect } from './rack-item-view'

export async function deleteRackItem(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM rack_items WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.db.rackItem.findUnique({ where: { id: input.id }, select: rackItemSelect })
    if (row === null) throw notFound('rack-item', input.id)
    authorize(tx, 'inventory.delete-rack-item', row.rack.datacenterId)
    checkVersion('rack-item', row.id, row.version, input.ifMatch)
    await tx.db.rackItem.delete({ where: { id: row.id } })
    await recordAudit(tx, {
      action: 'inventory.delete-rack-item',
      entity: 'rack-item',
      key: row.id,
      datacenterId: row.rack.datacenterId,
      detail: { rack: row.rack.code, u: row.u, name: row.name },
    })
  })
}
