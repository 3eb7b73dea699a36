import type { DatacenterView } from '../../contracts/inventory/datacenter'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { datacenterSelect, toDatacenterView } from './datacenter-view'

export async function createDatacenter(
  ctx: Ctx,
  input: { code: string; name?: string | undefined },
): Promise<DatacenterView> {
  authorize(ctx, 'inventory.create-datacenter', null)
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db.datacenter
      .create({ data: { code: input.code, name: input.name ?? input.code }, select: datacenterSelect })
      .catch((error: unknown) => {
        if (violates(error, 'datacenters_code_key'))
          throw conflict('already-exists', `There is a datacenter ${input.code} already.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'inventory.create-datacenter',
      entity: 'datacenter',
      key: row.code,
      datacenterId: row.id,
    })
    return toDatacenterView(row)
  })
}
