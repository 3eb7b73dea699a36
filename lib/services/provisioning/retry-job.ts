import type { JobView } from '../../contracts/provisioning/job'
import { type Ctx, inTransaction } from '../../db/context'
import { jobSelect, toJobView } from './job-view'
import { lockedJob } from './locked-job'
import { resumeJob } from './resume-job'

const ACTION = 'provisioning.retry-job'

/** Tries a failed job again, at the step that failed; steps that finished do not run again. */
export async function retryJob(ctx: Ctx, input: { id: string }): Promise<JobView> {
  return inTransaction(ctx, async (tx) => {
    const job = await lockedJob(tx, input.id, ACTION, 'retry')
    await resumeJob(tx, job, { action: ACTION })
    return toJobView(await tx.db.provisionJob.findUniqueOrThrow({ where: { id: job.id }, select: jobSelect }))
  })
}
