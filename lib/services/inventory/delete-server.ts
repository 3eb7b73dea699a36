import { type Ctx, inTransaction } from '../../db/context'
import { lockServer } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { serverWords } from '../../domain/state-words'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { stillReferenced } from './still-referenced'

/** Deletes a NEW server that nothing refers to. The database retires its barcode, which is never used again. */
export async function deleteServer(
  ctx: Ctx,
  input: { barcode: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockServer(tx, input.barcode)
    if (locked === null) throw notFound('server', input.barcode)
    const row = await tx.db.server.findUniqueOrThrow({
      where: { id: locked.id },
      select: { id: true, barcode: true, state: true, datacenterId: true, version: true },
    })
    authorize(tx, 'inventory.delete-server', row.datacenterId)
    checkVersion('server', row.barcode, row.version, input.ifMatch)
    if (row.state !== 'NEW') {
      const state = serverWords[row.state].word.toLowerCase()
      throw conflict('conflict', `${row.barcode} is ${state}: only a new server can be deleted. Decommission it.`, {
        state: row.state,
      })
    }
    const words = `Something still refers to ${row.barcode}: a hold, a ticket or telemetry. Decommission it instead.`
    // Telemetry is partitioned and so has no foreign key that would refuse.
    const seen = await tx.db.telemetryEvent.findFirst({ where: { serverId: row.id }, select: { serverId: true } })
    if (seen !== null) throw conflict('still-referenced', words)
    await tx.db.server.delete({ where: { id: row.id } }).catch(stillReferenced(words))
    await recordAudit(tx, {
      action: 'inventory.delete-server',
      entity: 'server',
      key: row.barcode,
      from: row.state,
      datacenterId: row.datacenterId,
    })
  })
}
