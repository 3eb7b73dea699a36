import { type Ctx, inTransaction } from '../../db/context'
import { recordAudit } from '../audit/record-audit'
import { lockHold } from './lock-hold'

/** Ends a hold: the server may be planned again, and the hold stays in the history. */
export async function endHold(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const hold = await lockHold(tx, input, 'inventory.end-hold')
    await tx.db.server.updateMany({
      where: { id: hold.serverId, holdId: hold.id },
      data: { holdId: null, holdUntil: null, version: { increment: 1 } },
    })
    await tx.db.hold.updateMany({
      where: { id: hold.id, endedAt: null },
      data: { endedAt: tx.clock(), version: { increment: 1 } },
    })
    await recordAudit(tx, {
      action: 'inventory.end-hold',
      entity: 'server',
      key: hold.server.barcode,
      datacenterId: hold.server.datacenterId,
      detail: { hold: hold.id, reason: hold.reason },
    })
  })
}
