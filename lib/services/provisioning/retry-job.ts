import type { JobView } from '../../contracts/provisioning/job'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { jobSelect, toJobView } from './job-view'
import { type LockedJob, lockedJob } from './locked-job'
import { reopenJob } from './reopen-job'

const ACTION = 'provisioning.retry-job'

/** Tries a failed job again, at the step that failed; steps that finished do not run again. */
export async function retryJob(ctx: Ctx, input: { id: string }): Promise<JobView> {
  return inTransaction(ctx, async (tx) => {
    const job = await lockedJob(tx, input.id, ACTION, 'retry')
    await resumeJob(tx, job, { action: ACTION })
    return toJobView(await tx.db.provisionJob.findUniqueOrThrow({ where: { id: job.id }, select: jobSelect }))
  })
}

/** A failed job waits again, and server and order are back where they were before it failed. All are locked. */
export async function resumeJob(
  tx: TxCtx,
  job: LockedJob,
  input: { action: string; reason?: string; skip?: string },
): Promise<void> {
  if (job.kind === 'provision') {
    const order = await tx.db.order.findUniqueOrThrow({ where: { id: job.orderId }, select: { status: true } })
    const { action, reason } = input
    if (order.status === 'FAILED')
      await applyOrderTransition(tx, { orderId: job.orderId, to: 'PROVISIONING', from: ['FAILED'], action, reason })
    await applyServerTransition(tx, { serverId: job.serverId, to: 'PROVISIONING', from: ['ALLOCATED'], action, reason })
  }
  await reopenJob(tx, { jobId: job.id, ...input })
}
