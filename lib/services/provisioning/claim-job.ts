import { type Ctx, inTransaction } from '../../db/context'
import { announceChanges, recordAudit } from '../audit/record-audit'
import { returnLostJobs } from './return-lost-jobs'
import type { Lease } from './under-lease'

/** `now` and `until` are the database's clock, by which all leases count. */
export interface ClaimedJob {
  lease: Lease
  now: Date
  until: Date
}

/**
 * Takes a job that waits, or whose worker was lost, for `leaseMs`. null: somebody else has it, it has ended, or its time
 * has not come, or its BMC is being told something. A claim is one conditional UPDATE, so that of many workers one gets it.
 */
export async function claimJob(
  ctx: Ctx,
  input: { jobId: string; owner: string; leaseMs: number },
): Promise<ClaimedJob | null> {
  return inTransaction(ctx, async (tx) => {
    // Before the job's row, as everywhere; against leaseBmc: of the two, one sees what the other did.
    await tx.db.$queryRaw`
      SELECT 1 FROM servers WHERE id = (SELECT server_id FROM provision_jobs WHERE id = ${input.jobId}::uuid) FOR UPDATE`
    await returnLostJobs(tx, { jobId: input.jobId })
    const rows = await tx.db.$queryRaw<
      { order_id: number; server_id: number; lease_epoch: number; lease_until: Date; now: Date; attempt: number }[]
    >`
      UPDATE provision_jobs SET status = 'RUNNING', lease_owner = ${input.owner}, lease_epoch = lease_epoch + 1,
        lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 millisecond',
        started_at = COALESCE(started_at, clock_timestamp()), not_before = NULL, waiting_for = NULL,
        updated_at = clock_timestamp(), version = version + 1
      WHERE id = ${input.jobId}::uuid AND status = 'PENDING' AND (not_before IS NULL OR not_before <= clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM servers WHERE id = server_id AND bmc_lease_until > clock_timestamp())
      RETURNING order_id, server_id, lease_epoch, lease_until, clock_timestamp() AS now, attempt`
    const job = rows[0]
    if (job === undefined) return null
    const { barcode, datacenterId, number } = await factsOf(job.server_id, job.order_id)
    await recordAudit(tx, {
      action: 'provisioning.claim-job',
      entity: 'provision-job',
      key: input.jobId,
      from: 'PENDING',
      to: 'RUNNING',
      datacenterId,
      detail: { server: barcode, order: number, attempt: job.attempt, epoch: job.lease_epoch },
    })
    await announceChanges(tx, [{ entity: 'order', key: number }])
    const { jobId, owner } = input
    return {
      lease: {
        jobId,
        orderId: job.order_id,
        orderNumber: number,
        serverId: job.server_id,
        owner,
        epoch: job.lease_epoch,
      },
      now: job.now,
      until: job.lease_until,
    }

    async function factsOf(serverId: number, orderId: number) {
      const server = await tx.db.server.findUniqueOrThrow({
        where: { id: serverId },
        select: { barcode: true, datacenterId: true },
      })
      const order = await tx.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { number: true } })
      return { ...server, ...order }
    }
  })
}
