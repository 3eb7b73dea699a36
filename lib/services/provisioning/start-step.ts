import type { Ctx } from '../../db/context'
import type { JobKind } from '../../domain/job-state'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { announceProgress } from './announce-progress'
import { oweWipe } from './owe-wipe'
import { type Lease, underLease } from './under-lease'

/** Marks a waiting step as running: a job's first, or the one at which it is tried again. */
export async function startStep(ctx: Ctx, input: { lease: Lease; kind: JobKind; position: number }): Promise<void> {
  const { lease, kind, position } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionStep.updateMany({
      where: { jobId: lease.jobId, position, status: 'PENDING' },
      data: { status: 'RUNNING', startedAt: tx.clock() },
    })
    if (writesData(stepAt(kind, position).key)) await oweWipe(tx, lease)
    await announceProgress(tx, lease)
  })
}
