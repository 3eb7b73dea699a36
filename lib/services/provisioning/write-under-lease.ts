import { type Ctx, inOneStatement } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { type Lease, LeaseLost, leaseHeld } from './under-lease'

/**
 * A worker's write that is one statement: with the promises of `underLease`, in one round trip. A job's steps are many small
 * writes, and most of what they cost is the way to the database.
 * @param writes common table expressions that read from `held` (the job's `id` and `server_id`): none where the lease is lost
 * @param told what announces the changes
 */
export async function writeUnderLease(
  ctx: Ctx,
  lease: Lease,
  input: { writes: Prisma.Sql; told?: Prisma.Sql },
): Promise<void> {
  const told = input.told ?? Prisma.sql`SELECT WHERE false`
  const [row] = await inOneStatement<{ held: number }>(
    ctx,
    Prisma.sql`
      WITH server AS MATERIALIZED (SELECT id FROM servers WHERE id = ${lease.serverId} FOR UPDATE),
      held AS MATERIALIZED (${leaseHeld(lease)}),
      ${input.writes},
      told AS (${told})
      SELECT (SELECT count(*)::int FROM held) AS held, (SELECT count(*)::int FROM told) AS told`,
  )
  if (row === undefined || row.held === 0) throw new LeaseLost(lease.jobId)
}
