import type { TxCtx } from '../../db/context'
import { applyJobTransition } from './apply-job-transition'
import { cancelOpenSteps } from './cancel-open-steps'

/**
 * Ends the server's unfinished job, of either kind, in the caller's transaction: the server broke or is lost to its order,
 * so there is nothing to wait for. Whoever runs it is refused at its next write. Says nothing of the order, which is not
 * decided by a loss. Returns the job's id, or null where there was none.
 */
export async function cancelServerJob(tx: TxCtx, input: { serverId: number; reason: string }): Promise<string | null> {
  const job = await tx.db.provisionJob.findFirst({
    where: { serverId: input.serverId, status: { in: ['PENDING', 'RUNNING'] } },
    select: { id: true },
  })
  if (job === null) return null
  await applyJobTransition(tx, {
    jobId: job.id,
    to: 'CANCELLED',
    action: 'provisioning.cancel-server-job',
    reason: input.reason,
    data: { finishedAt: tx.clock(), lastError: input.reason },
  })
  await cancelOpenSteps(tx, job.id)
  return job.id
}
