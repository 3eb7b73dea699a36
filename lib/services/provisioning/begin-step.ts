import type { TxCtx } from '../../db/context'
import type { JobKind } from '../../domain/job-state'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { announceChanges } from '../audit/record-audit'
import type { Lease } from './under-lease'

/** A waiting step runs from now on. From the start of the step that writes to the disks on, a wipe is due. */
export async function beginStep(
  tx: TxCtx,
  { lease, kind, position }: { lease: Lease; kind: JobKind; position: number },
): Promise<void> {
  await tx.db.provisionStep.updateMany({
    where: { jobId: lease.jobId, position, status: 'PENDING' },
    data: { status: 'RUNNING', startedAt: tx.clock() },
  })
  if (kind !== 'provision' || !writesData(stepAt(kind, position).key)) return
  const server = await tx.db.server.update({
    where: { id: lease.serverId },
    data: { needsWipe: true, version: { increment: 1 } },
    select: { barcode: true },
  })
  await announceChanges(tx, [{ entity: 'server', key: server.barcode }])
}
