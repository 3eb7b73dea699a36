import { type Ctx, inTransaction } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'

export async function deleteDatacenter(
  ctx: Ctx,
  input: { code: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM datacenters WHERE code = ${input.code}::citext FOR UPDATE`
    const row = await tx.db.datacenter.findUnique({
      where: { code: input.code },
      select: { id: true, code: true, version: true },
    })
    if (row === null) throw notFound('datacenter', input.code)
    authorize(tx, 'inventory.delete-datacenter', row.id)
    checkVersion('datacenter', row.code, row.version, input.ifMatch)
    await tx.db.datacenter.delete({ where: { id: row.id } }).catch((error: unknown) => {
      const state = databaseError(error)?.sqlState
      if (state === SQLSTATE.foreignKeyViolation || state === SQLSTATE.restrictViolation) {
        throw conflict(
          'still-referenced',
          `Datacenter ${row.code} still has warehouses, racks, servers, orders or grants.`,
        )
      }
      throw error
    })
    await recordAudit(tx, { action: 'inventory.delete-datacenter', entity: 'datacenter', key: row.code })
  })
}
