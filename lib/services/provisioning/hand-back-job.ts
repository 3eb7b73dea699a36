import type { Ctx } from '../../db/context'
import { enqueueProvisionJob } from '../../jobs/enqueue'
import { applyJobTransition } from './apply-job-transition'
import { type Lease, underLease } from './under-lease'

/** A worker that is told to stop gives its job back at once, instead of letting the lease run out. */
export async function handBackJob(ctx: Ctx, input: { lease: Lease }): Promise<void> {
  await underLease(ctx, input.lease, async (tx) => {
    await applyJobTransition(tx, {
      jobId: input.lease.jobId,
      to: 'PENDING',
      from: ['RUNNING'],
      action: 'provisioning.hand-back-job',
      reason: `Its worker ${input.lease.owner} was stopped.`,
    })
    await enqueueProvisionJob(tx, { jobId: input.lease.jobId, resumed: true })
  })
}
