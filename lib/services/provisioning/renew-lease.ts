import type { Ctx } from '../../db/context'
import type { Lease } from './under-lease'

/**
 * The heartbeat: `leaseMs` more from now on. null: the lease is lost, be it by another's epoch or because it had run out
 * already; then nothing revives it.
 */
export async function renewLease(
  ctx: Ctx,
  input: { lease: Lease; leaseMs: number },
): Promise<{ now: Date; until: Date } | null> {
  const { lease, leaseMs } = input
  const rows = await ctx.db.$queryRaw<{ now: Date; until: Date }[]>`
    UPDATE provision_jobs SET lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE id = ${lease.jobId}::uuid AND lease_epoch = ${lease.epoch} AND lease_owner = ${lease.owner}
      AND status = 'RUNNING' AND lease_until > clock_timestamp()
    RETURNING clock_timestamp() AS now, lease_until AS until`
  return rows[0] ?? null
}
