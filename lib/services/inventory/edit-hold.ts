import type { HoldView } from '../../contracts/inventory/hold'
import { type Ctx, inTransaction } from '../../db/context'
import { invalid } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from './changed-fields'
import { holdSelect, toHoldView } from './hold-view'
import { lockHold } from './lock-hold'

interface EditHold {
  id: string
  reason?: string | undefined
  /** null: until it is ended by hand. */
  until?: string | null | undefined
  ifMatch?: readonly number[] | '*' | undefined
}

export async function editHold(ctx: Ctx, input: EditHold): Promise<HoldView> {
  const until = input.until === undefined || input.until === null ? input.until : new Date(input.until)
  if (until instanceof Date && until <= ctx.clock()) throw invalid({ path: 'until', message: 'Must lie in the future' })
  return inTransaction(ctx, async (tx) => {
    const before = await lockHold(tx, input, 'inventory.edit-hold')
    const changes = changedFields(
      { reason: before.reason, until: before.until?.toISOString() ?? null },
      { reason: input.reason, until: until instanceof Date ? until.toISOString() : until },
    )
    if (Object.keys(changes).length === 0) return toHoldView(before, tx.clock())
    const row = await tx.db.hold.update({
      where: { id: before.id },
      data: {
        ...(input.reason === undefined ? {} : { reason: input.reason }),
        ...(until === undefined ? {} : { until }),
        version: { increment: 1 },
      },
      select: holdSelect,
    })
    await tx.db.server.updateMany({
      where: { id: row.serverId, holdId: row.id },
      data: { holdUntil: row.until, version: { increment: 1 } },
    })
    await recordAudit(tx, {
      action: 'inventory.edit-hold',
      entity: 'server',
      key: row.server.barcode,
      datacenterId: row.server.datacenterId,
      detail: { hold: row.id, ...changes },
    })
    return toHoldView(row, tx.clock())
  })
}
