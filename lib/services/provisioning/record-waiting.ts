import type { Ctx } from '../../db/context'
import { announceProgress } from './announce-progress'
import { type Lease, underLease } from './under-lease'

/** What a running job waits for, in words, shown beside it. */
export async function recordWaiting(ctx: Ctx, input: { lease: Lease; waitingFor: string }): Promise<void> {
  await underLease(ctx, input.lease, async (tx) => {
    await tx.db.provisionJob.update({ where: { id: input.lease.jobId }, data: { waitingFor: input.waitingFor } })
    await announceProgress(tx, input.lease)
  })
}
