import type { FirmwarePathView } from '../../contracts/provisioning/firmware-path'
import { type Ctx, inTransaction } from '../../db/context'
import { invalid } from '../../domain/errors'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'
import { lockedFirmwarePath } from './locked-firmware-path'

/** Time and pair of an edge; another way is another edge. */
export async function editFirmwarePath(
  ctx: Ctx,
  input: {
    id: string
    minutes?: number | null | undefined
    flashedWith?: string | null | undefined
    ifMatch?: readonly number[] | '*' | undefined
  },
): Promise<FirmwarePathView> {
  authorize(ctx, 'provisioning.edit-firmware-path', null)
  return inTransaction(ctx, async (tx) => {
    const before = await lockedFirmwarePath(tx, input)
    const { minutes = before.minutes, flashedWith = before.flashedWith } = input
    if (flashedWith !== null && sameComponent(before.component, flashedWith))
      throw invalid({ path: 'flashedWith', message: 'Names another component' })
    if (minutes === before.minutes && flashedWith === before.flashedWith) return toFirmwarePathView(before)
    const row = await tx.db.firmwarePath.update({
      where: { id: before.id },
      data: { minutes, flashedWith, version: { increment: 1 } },
      select: firmwarePathSelect,
    })
    await recordAudit(tx, {
      action: 'provisioning.edit-firmware-path',
      entity: 'firmware-path',
      key: row.id,
      detail: {
        minutes: { from: before.minutes, to: minutes },
        flashedWith: { from: before.flashedWith, to: flashedWith },
      },
    })
    return toFirmwarePathView(row)
  })
}
