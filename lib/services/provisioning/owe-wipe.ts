import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'
import type { Lease } from './under-lease'

/** From the start of the step that writes to the disks on, a wipe is due. */
export async function oweWipe(tx: TxCtx, lease: Lease): Promise<void> {
  const server = await tx.db.server.update({
    where: { id: lease.serverId },
    data: { needsWipe: true, version: { increment: 1 } },
    select: { barcode: true },
  })
  await announceChanges(tx, [{ entity: 'server', key: server.barcode }])
}
