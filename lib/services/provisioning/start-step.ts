import type { Ctx } from '../../db/context'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { announceChanges } from '../audit/record-audit'
import { announceProgress } from './announce-progress'
import { type Lease, underLease } from './under-lease'

/** Marks a waiting step as running. From the start of the step that writes to the disks on, a wipe is due. */
export async function startStep(
  ctx: Ctx,
  input: { lease: Lease; kind: 'provision' | 'wipe'; position: number },
): Promise<void> {
  const { lease, position } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionStep.updateMany({
      where: { jobId: lease.jobId, position, status: 'PENDING' },
      data: { status: 'RUNNING', startedAt: tx.clock() },
    })
    if (input.kind === 'provision' && writesData(stepAt(input.kind, position).key)) {
      const server = await tx.db.server.update({
        where: { id: lease.serverId },
        data: { needsWipe: true, version: { increment: 1 } },
        select: { barcode: true },
      })
      await announceChanges(tx, [{ entity: 'server', key: server.barcode }])
    }
    await announceProgress(tx, lease)
  })
}
