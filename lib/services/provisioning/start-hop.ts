import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { progressOf } from './announce-progress'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

/**
 * Before a flash is asked for: its hop is running from now on.
 * @param input.tasks those that the BMC knows already: the one that comes is this hop's. null: it keeps none
 */
export async function startHop(
  ctx: Ctx,
  input: { lease: Lease; position: number; tasks: string[] | null },
): Promise<void> {
  const { lease, position, tasks } = input
  await writeUnderLease(ctx, lease, {
    writes: Prisma.sql`hop AS (
      UPDATE firmware_hops SET status = 'RUNNING', started_at = ${ctx.clock()}::timestamptz,
        intent = ${JSON.stringify({ tasks })}::jsonb, task = NULL
      FROM held WHERE job_id = held.id AND position = ${position} AND status IN ('PENDING', 'RUNNING'))`,
    told: progressOf(lease),
  })
}
