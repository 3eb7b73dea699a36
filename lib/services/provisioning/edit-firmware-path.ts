import type { FirmwarePathView } from '../../contracts/provisioning/firmware-path'
import { type Ctx, inTransaction } from '../../db/context'
import { invalid } from '../../domain/errors'
import type { VersionGuard } from '../../domain/firmware/upgrade-graph'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from '../inventory/changed-fields'
import { firmwarePathSelect, guardsOf, toFirmwarePathView } from './firmware-path-view'
import { lockedFirmwarePath } from './locked-firmware-path'
import { refuseItself } from './refuse-itself'

/** Time, pair, guards, restart and image of an edge; another way is another edge. */
export async function editFirmwarePath(
  ctx: Ctx,
  input: {
    id: string
    minutes?: number | null | undefined
    flashedWith?: string | null | undefined
    requires?: readonly VersionGuard[] | undefined
    reboot?: boolean | undefined
    address?: string | null | undefined
    sha256?: string | null | undefined
    ifMatch?: readonly number[] | '*' | undefined
  },
): Promise<FirmwarePathView> {
  authorize(ctx, 'provisioning.edit-firmware-path', null)
  return inTransaction(ctx, async (tx) => {
    const path = await lockedFirmwarePath(tx, input)
    const before = {
      minutes: path.minutes,
      flashedWith: path.flashedWith,
      reboot: path.reboot,
      address: path.address,
      sha256: path.sha256,
    }
    const after = {
      minutes: input.minutes === undefined ? before.minutes : input.minutes,
      flashedWith: input.flashedWith === undefined ? before.flashedWith : input.flashedWith,
      reboot: input.reboot ?? before.reboot,
      address: input.address === undefined ? before.address : input.address,
      sha256: input.sha256 === undefined ? before.sha256 : input.sha256,
    }
    refuseItself({ component: path.component, flashedWith: after.flashedWith, requires: input.requires })
    if (after.sha256 !== null && after.address === null)
      throw invalid({ path: 'sha256', message: 'Goes with an address' })
    const guards = { from: guardsOf(path), to: [...(input.requires ?? guardsOf(path))] }
    const changes = {
      ...changedFields(before, after),
      ...(JSON.stringify(guards.from) === JSON.stringify(guards.to) ? {} : { requires: guards }),
    }
    if (Object.keys(changes).length === 0) return toFirmwarePathView(path)
    const row = await tx.db.firmwarePath.update({
      where: { id: path.id },
      data: { ...after, requires: guards.to, version: { increment: 1 } },
      select: firmwarePathSelect,
    })
    await recordAudit(tx, {
      action: 'provisioning.edit-firmware-path',
      entity: 'firmware-path',
      key: row.id,
      detail: changes,
    })
    return toFirmwarePathView(row)
  })
}
