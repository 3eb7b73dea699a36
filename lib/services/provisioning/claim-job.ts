import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { announceChanges, recordAudit } from '../audit/record-audit'
import { holdBack } from './hold-back'
import { returnLostJobs } from './return-lost-jobs'
import type { Lease } from './under-lease'

/** `now` and `until` are the database's clock, by which all leases count. */
export interface ClaimedJob {
  lease: Lease
  now: Date
  until: Date
  /** Others may wait for its end: see `wakeHeldJobs`. Null where nothing limits how many run at once. */
  limitedIn: number | null
}

interface Facts {
  barcode: string
  datacenterId: number
  orderNumber: string
  /** Something limits how many run at once. */
  limited: boolean
  admitted: boolean
  /** Somebody has it, or had it and was lost. */
  running: boolean
}

/**
 * Takes a job that waits, or whose worker was lost, for `leaseMs`. null: somebody else has it, it has ended, its time has not
 * come, its BMC is being told something, or as many run as may: then it is held until others end. A claim is one
 * conditional UPDATE, so that of many workers one gets it.
 */
export async function claimJob(
  ctx: Ctx,
  input: { jobId: string; owner: string; leaseMs: number },
): Promise<ClaimedJob | null> {
  const { jobId, owner } = input
  return inTransaction(ctx, async (tx) => {
    const facts = await lockServerOf(tx, jobId)
    if (facts === undefined) return null
    if (facts.running) await returnLostJobs(tx, { jobId })
    const asked = facts.limited && !facts.admitted
    if (asked && (await holdBack(tx, { jobId }))) return null
    const rows = await tx.db.$queryRaw<
      { order_id: number; server_id: number; lease_epoch: number; lease_until: Date; now: Date; attempt: number }[]
    >`
      UPDATE provision_jobs SET status = 'RUNNING', lease_owner = ${owner}, lease_epoch = lease_epoch + 1,
        lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 millisecond',
        started_at = COALESCE(started_at, clock_timestamp()), not_before = NULL, waiting_for = NULL,
        admitted_at = COALESCE(admitted_at, clock_timestamp()), held_since = NULL,
        updated_at = clock_timestamp(), version = version + 1
      WHERE id = ${jobId}::uuid AND status = 'PENDING' AND (not_before IS NULL OR not_before <= clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM servers WHERE id = server_id AND bmc_lease_until > clock_timestamp())
        AND (${asked} OR admitted_at IS NOT NULL OR NOT in_wave OR kind <> 'provision'
          OR NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = order_id AND (o.canary IS NOT NULL OR o.failure_budget IS NOT NULL)))
      RETURNING order_id, server_id, lease_epoch, lease_until, clock_timestamp() AS now, attempt`
    const job = rows[0]
    if (job === undefined) return null
    const { barcode, datacenterId, orderNumber } = facts
    await recordAudit(tx, {
      action: 'provisioning.claim-job',
      entity: 'provision-job',
      key: jobId,
      from: 'PENDING',
      to: 'RUNNING',
      datacenterId,
      detail: { server: barcode, order: orderNumber, attempt: job.attempt, epoch: job.lease_epoch },
    })
    await announceChanges(tx, [{ entity: 'order', key: orderNumber }])
    const epoch = job.lease_epoch
    return {
      lease: { jobId, orderId: job.order_id, orderNumber, serverId: job.server_id, barcode, owner, epoch },
      now: job.now,
      until: job.lease_until,
      limitedIn: facts.limited ? datacenterId : null,
    }
  })
}

/**
 * The server's row before the job's, as everywhere; against leaseBmc: of the two, one sees what the other did. The rest is as
 * it was before the lock was waited for: whoever claims without having asked looks once more whether waves were set meanwhile,
 * as the database does for limits.
 */
async function lockServerOf(tx: TxCtx, jobId: string): Promise<Facts | undefined> {
  const [facts] = await tx.db.$queryRaw<Facts[]>`
    SELECT s.barcode::text AS barcode, s.datacenter_id AS "datacenterId", o.number::text AS "orderNumber",
      j.admitted_at IS NOT NULL AS admitted, j.status = 'RUNNING' AS running,
      j.kind = 'provision' AND (d.max_provisioning IS NOT NULL OR d.max_provisioning_per_rack IS NOT NULL
        OR j.in_wave AND (o.canary IS NOT NULL OR o.failure_budget IS NOT NULL)) AS limited
    FROM provision_jobs j
    JOIN servers s ON s.id = j.server_id JOIN datacenters d ON d.id = s.datacenter_id JOIN orders o ON o.id = j.order_id
    WHERE j.id = ${jobId}::uuid FOR UPDATE OF s`
  return facts
}
