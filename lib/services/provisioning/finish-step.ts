import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { announceProgress } from './announce-progress'
import { type Lease, underLease } from './under-lease'

/** A step that is not the last is done: it never runs again. */
export async function finishStep(
  ctx: Ctx,
  input: { lease: Lease; position: number; detail?: Prisma.InputJsonObject | undefined },
): Promise<void> {
  const { lease, position, detail } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionStep.updateMany({
      where: { jobId: lease.jobId, position, status: 'RUNNING' },
      data: { status: 'SUCCESS', finishedAt: tx.clock(), ...(detail === undefined ? {} : { detail }) },
    })
    await tx.db.provisionJob.update({ where: { id: lease.jobId }, data: { waitingFor: null } })
    await announceProgress(tx, lease)
  })
}
