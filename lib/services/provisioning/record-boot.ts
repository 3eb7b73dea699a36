import type { Ctx } from '../../db/context'
import { type Lease, underLease } from './under-lease'

/**
 * Before a disc or a boot override is set: it has to be taken away again, however the job ends, and what it installs phones
 * home anew. After (`attempt` null): that it was taken away.
 */
export async function recordBoot(ctx: Ctx, input: { lease: Lease; attempt: number | null }): Promise<void> {
  const { lease, attempt } = input
  await underLease(ctx, lease, async (tx) => {
    if (attempt === null) {
      // What an earlier job may have left in the same server went with it.
      await tx.db.provisionJob.updateMany({
        where: { serverId: lease.serverId, bootDirty: true },
        data: { bootDirty: false },
      })
    } else {
      await tx.db.provisionJob.update({
        where: { id: lease.jobId },
        data: { bootDirty: true, bootAttempt: attempt, phonedHomeAt: null },
      })
    }
  })
}
