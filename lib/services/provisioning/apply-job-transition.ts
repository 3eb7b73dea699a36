import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { illegalTransition, notFound } from '../../domain/errors'
import { type JobState, jobMachine } from '../../domain/job-state'
import { announceChanges, recordAudit } from '../audit/record-audit'

export interface JobTransition {
  jobId: string
  to: JobState
  /** Use case, as in the audit log. */
  action: string
  /** States it may start from, where the use case allows fewer than the machine draws. */
  from?: readonly JobState[]
  data?: Omit<Prisma.ProvisionJobUncheckedUpdateManyInput, 'id' | 'status' | 'version' | 'leaseOwner' | 'leaseUntil'>
  reason?: string | undefined
  detail?: Prisma.InputJsonObject | undefined
}

/**
 * Moves one job along a drawn arrow, with its audit row, in the caller's transaction; every arrow ends the lease, and
 * leaving RUNNING by anyone's hand moves the epoch on, so that whoever held it is refused from then on. Claiming is
 * claim-job's. Returns the state it came from. Throws `illegal-transition`, or `not-found`.
 */
export async function applyJobTransition(tx: TxCtx, change: JobTransition): Promise<JobState> {
  const sources = jobMachine.sources(change.to).filter((state) => change.from?.includes(state) ?? true)
  const [job] = await tx.db.$queryRaw<{ status: JobState; order: string; barcode: string; datacenterId: number }[]>`
    SELECT j.status::text AS status, o.number::text AS "order", s.barcode::text AS barcode, s.datacenter_id AS "datacenterId"
    FROM provision_jobs j JOIN orders o ON o.id = j.order_id JOIN servers s ON s.id = j.server_id
    WHERE j.id = ${change.jobId}::uuid FOR UPDATE OF j`
  if (job === undefined) throw notFound('provision-job', change.jobId)
  const { count } = await tx.db.provisionJob.updateMany({
    where: { id: change.jobId, status: { in: [...sources] } },
    data: {
      waitingFor: null,
      heldSince: null,
      ...change.data,
      status: change.to,
      leaseOwner: null,
      leaseUntil: null,
      leaseEpoch: { increment: 1 },
      version: { increment: 1 },
    },
  })
  if (count === 0)
    throw illegalTransition('provision-job', change.jobId, job.status, change.to, jobMachine.allowed(job.status))
  await recordAudit(tx, {
    action: change.action,
    entity: 'provision-job',
    key: change.jobId,
    from: job.status,
    to: change.to,
    reason: change.reason,
    datacenterId: job.datacenterId,
    detail: { server: job.barcode, order: job.order, ...change.detail },
  })
  await announceChanges(tx, [{ entity: 'order', key: job.order }])
  return job.status
}
