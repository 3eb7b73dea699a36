import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { enqueueProvisionJob } from '../../jobs/enqueue'
import { applyJobTransition } from './apply-job-transition'

/**
 * A failed job waits again, to go on at the step that failed. What that step remembers of its failed try is cleared, so
 * that it acts anew; hops that succeeded stay, the rest are planned again from what is installed by then.
 * @param input.inWave it keeps to its order's canary and failure budget, as it does not where a person asked for just this one
 * @param input.skip the reason for which the failed step is passed over
 */
export async function reopenJob(
  tx: TxCtx,
  input: { jobId: string; action: string; inWave: boolean; reason?: string | undefined; skip?: string },
): Promise<void> {
  const { jobId, action, reason } = input
  await applyJobTransition(tx, {
    jobId,
    to: 'PENDING',
    from: ['FAILED'],
    action,
    reason,
    data: {
      attempt: { increment: 1 },
      inWave: input.inWave,
      admittedAt: null,
      finishedAt: null,
      lastError: null,
      cancelRequestedAt: null,
      firmwarePlan: Prisma.DbNull,
    },
  })
  const failed = { jobId, status: 'FAILED' } satisfies Prisma.ProvisionStepWhereInput
  if (input.skip === undefined) {
    await tx.db.firmwareHop.deleteMany({ where: { jobId, status: { not: 'SUCCESS' } } })
    await tx.db.provisionStep.updateMany({
      where: failed,
      data: {
        status: 'PENDING',
        startedAt: null,
        finishedAt: null,
        intent: Prisma.DbNull,
        task: null,
        detail: Prisma.DbNull,
        error: null,
      },
    })
  } else {
    await tx.db.firmwareHop.updateMany({
      where: { jobId, status: { not: 'SUCCESS' } },
      data: { status: 'SKIPPED', finishedAt: tx.clock() },
    })
    await tx.db.provisionStep.updateMany({
      where: failed,
      data: { status: 'SKIPPED', finishedAt: tx.clock(), detail: { skipped: input.skip, by: tx.actor.name } },
    })
  }
  await enqueueProvisionJob(tx, { jobId })
}
