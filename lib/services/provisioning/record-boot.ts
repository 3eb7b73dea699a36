import type { Ctx } from '../../db/context'
import { type Lease, underLease } from './under-lease'

/**
 * Before a disc or a boot override is set: it has to be taken away again, however the job ends, and what it installs phones
 * home anew. After (`attempt` null): that it was taken away.
 */
export async function recordBoot(ctx: Ctx, input: { lease: Lease; attempt: number | null }): Promise<void> {
  const { lease, attempt } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionJob.update({
      where: { id: lease.jobId },
      data: attempt === null ? { bootDirty: false } : { bootDirty: true, bootAttempt: attempt, phonedHomeAt: null },
    })
  })
}
