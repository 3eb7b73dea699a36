import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { endJob, type JobEnd } from './end-job'
import { type Lease, underLease } from './under-lease'

/**
 * A worker ends its job: the step at hand, the job, the server and the order in one transaction.
 * @param input.position the step at hand; its end is the job's, in words for a failure
 */
export async function finishJob(
  ctx: Ctx,
  input: { lease: Lease; kind: JobKind; position: number; end: JobEnd; detail?: Prisma.InputJsonObject | undefined },
): Promise<void> {
  const { lease, end } = input
  await underLease(
    ctx,
    lease,
    async (tx) => {
      const finishedAt = tx.clock()
      if (end.to !== 'CANCELLED') {
        await tx.db.provisionStep.updateMany({
          where: { jobId: lease.jobId, position: input.position, status: { in: ['PENDING', 'RUNNING'] } },
          data: {
            status: end.to,
            finishedAt,
            ...(end.to === 'FAILED' ? { error: end.error } : {}),
            ...(input.detail === undefined ? {} : { detail: input.detail }),
          },
        })
      }
      if (end.to === 'FAILED') {
        await tx.db.firmwareHop.updateMany({
          where: { jobId: lease.jobId, status: 'RUNNING' },
          data: { status: 'FAILED', finishedAt, error: end.error },
        })
      }
      await endJob(tx, { ...lease, kind: input.kind }, end, 'provisioning.finish-job')
    },
    { ending: true },
  )
}
