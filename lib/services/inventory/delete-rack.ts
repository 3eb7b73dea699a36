import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { rackSelect } from './rack-view'
import { stillReferenced } from './still-referenced'

export async function deleteRack(
  ctx: Ctx,
  input: { code: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM racks WHERE code = ${input.code}::citext FOR UPDATE`
    const row = await tx.db.rack.findUnique({ where: { code: input.code }, select: rackSelect })
    if (row === null) throw notFound('rack', input.code)
    authorize(tx, 'inventory.delete-rack', row.datacenterId)
    checkVersion('rack', row.code, row.version, input.ifMatch)
    await tx.db.rack
      .delete({ where: { id: row.id } })
      .catch(stillReferenced(`Rack ${row.code} still holds servers or rack items.`))
    await recordAudit(tx, {
      action: 'inventory.delete-rack',
      entity: 'rack',
      key: row.code,
      datacenterId: row.datacenterId,
    })
  })
}
