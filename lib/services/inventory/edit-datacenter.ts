import type { DatacenterView } from '../../contracts/inventory/datacenter'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { type DatacenterEdit, datacenterChanges } from './datacenter-changes'
import { datacenterSelect, toDatacenterView } from './datacenter-view'

/** Its name and its limits; a power outage is lifecycle's (set-power-outage), as tickets follow from it. */
export async function editDatacenter(
  ctx: Ctx,
  input: DatacenterEdit & { code: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<DatacenterView> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM datacenters WHERE code = ${input.code}::citext FOR UPDATE`
    const before = await tx.db.datacenter.findUnique({ where: { code: input.code }, select: datacenterSelect })
    if (before === null) throw notFound('datacenter', input.code)
    authorize(tx, 'inventory.edit-datacenter', before.id)
    checkVersion('datacenter', before.code, before.version, input.ifMatch)
    const changes = datacenterChanges(before, input)
    if (changes === null) return toDatacenterView(before)
    const row = await tx.db.datacenter.update({
      where: { id: before.id },
      data: { ...changes.data, version: { increment: 1 } },
      select: datacenterSelect,
    })
    await recordAudit(tx, {
      action: 'inventory.edit-datacenter',
      entity: 'datacenter',
      key: row.code,
      datacenterId: row.id,
      detail: changes.detail,
    })
    return toDatacenterView(row)
  })
}
