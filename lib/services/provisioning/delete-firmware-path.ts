import { type Ctx, inTransaction } from '../../db/context'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { lockedFirmwarePath } from './locked-firmware-path'

/** Removes an edge. Jobs that run keep the chain they started with. */
export async function deleteFirmwarePath(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'provisioning.delete-firmware-path', null)
  await inTransaction(ctx, async (tx) => {
    const row = await lockedFirmwarePath(tx, input)
    await tx.db.firmwarePath.delete({ where: { id: row.id } })
    await recordAudit(tx, {
      action: 'provisioning.delete-firmware-path',
      entity: 'firmware-path',
      key: row.id,
      detail: { model: row.model.slug, component: row.component, from: row.from, to: row.to },
    })
  })
}
