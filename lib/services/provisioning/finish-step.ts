import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { announceProgress } from './announce-progress'
import { beginStep } from './begin-step'
import { type Lease, underLease } from './under-lease'

/** A step that is not the last is done: it never runs again, and unless the job is to be cancelled the next is under way. */
export async function finishStep(
  ctx: Ctx,
  input: { lease: Lease; kind: JobKind; position: number; detail?: Prisma.InputJsonObject | undefined },
): Promise<void> {
  const { lease, kind, position, detail } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionStep.updateMany({
      where: { jobId: lease.jobId, position, status: 'RUNNING' },
      data: { status: 'SUCCESS', finishedAt: tx.clock(), ...(detail === undefined ? {} : { detail }) },
    })
    const job = await tx.db.provisionJob.update({
      where: { id: lease.jobId },
      data: { waitingFor: null },
      select: { cancelRequestedAt: true },
    })
    if (job.cancelRequestedAt === null) await beginStep(tx, { lease, kind, position: position + 1 })
    await announceProgress(tx, lease)
  })
}
