import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { progressOf } from './announce-progress'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

/** What a running job waits for, in words, shown beside it. */
export async function recordWaiting(ctx: Ctx, input: { lease: Lease; waitingFor: string }): Promise<void> {
  await writeUnderLease(ctx, input.lease, {
    writes: Prisma.sql`waits AS (
      UPDATE provision_jobs SET waiting_for = ${input.waitingFor}, updated_at = ${ctx.clock()}::timestamptz
      FROM held WHERE provision_jobs.id = held.id)`,
    told: progressOf(input.lease),
  })
}
