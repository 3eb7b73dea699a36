import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { lockForEnd } from './lock-for-end'

/** What a worker holds while it runs a job. The epoch is its own: whoever takes the job over gets the next one. */
export interface Lease {
  readonly jobId: string
  readonly orderId: number
  readonly orderNumber: string
  readonly serverId: number
  readonly barcode: string
  readonly owner: string
  readonly epoch: number
}

/** The job is somebody else's by now, or has ended, or the lease has run out: nothing more may be written for it. */
export class LeaseLost extends Error {
  constructor(jobId: string) {
    super(`The lease on job ${jobId} is lost`)
    this.name = 'LeaseLost'
  }
}

/**
 * Every write of a worker goes through here: the job's row is locked under the lease's owner and epoch, and only while
 * the lease has not run out by the database's clock, so that a worker which was only frozen changes nothing. Locks in the
 * common order: order (where the job ends), server, job. Throws `LeaseLost`.
 */
export async function underLease<T>(
  ctx: Ctx,
  lease: Lease,
  work: (tx: TxCtx) => Promise<T>,
  options: { ending?: boolean } = {},
): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    if (options.ending) await lockForEnd(tx, lease)
    // The server is locked where the inner query is read, before the join and so before the job.
    const held = await tx.db.$queryRaw<object[]>`
      WITH server AS MATERIALIZED (SELECT id FROM servers WHERE id = ${lease.serverId} FOR UPDATE) ${leaseHeld(lease)}`
    if (held.length === 0) throw new LeaseLost(lease.jobId)
    return work(tx)
  })
}

/** The job's row, locked while the lease is held; `server` is its server, locked before. */
export function leaseHeld(lease: Lease): Prisma.Sql {
  return Prisma.sql`
    SELECT j.id, j.server_id FROM server JOIN provision_jobs j ON j.server_id = server.id
    WHERE j.id = ${lease.jobId}::uuid AND j.lease_epoch = ${lease.epoch} AND j.lease_owner = ${lease.owner}
      AND j.status = 'RUNNING' AND j.lease_until > clock_timestamp()
    FOR UPDATE OF j`
}
