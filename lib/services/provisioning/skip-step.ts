import type { JobView } from '../../contracts/provisioning/job'
import { type Ctx, inTransaction } from '../../db/context'
import { jobSelect, toJobView } from './job-view'
import { lockedJob } from './locked-job'
import { resumeJob } from './resume-job'

const ACTION = 'provisioning.skip-step'

/** Passes over the step at which a job failed, with the reason kept on the step and in the audit log, and goes on. */
export async function skipStep(ctx: Ctx, input: { id: string; reason: string }): Promise<JobView> {
  return inTransaction(ctx, async (tx) => {
    const job = await lockedJob(tx, input.id, ACTION, 'skip')
    await resumeJob(tx, job, { action: ACTION, reason: input.reason, skip: input.reason })
    return toJobView(await tx.db.provisionJob.findUniqueOrThrow({ where: { id: job.id }, select: jobSelect }))
  })
}
