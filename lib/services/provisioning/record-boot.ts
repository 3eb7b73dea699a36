import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

/**
 * Before a disc or a boot override is set: it has to be taken away again, however the job ends, and what it installs phones
 * home anew. After (`attempt` null): that it was taken away, and with it what an earlier job may have left in the same server.
 */
export async function recordBoot(ctx: Ctx, input: { lease: Lease; attempt: number | null }): Promise<void> {
  const { lease, attempt } = input
  const at = Prisma.sql`updated_at = ${ctx.clock()}::timestamptz`
  await writeUnderLease(ctx, lease, {
    writes:
      attempt === null
        ? Prisma.sql`boot AS (UPDATE provision_jobs j SET boot_dirty = false, ${at}
            FROM held WHERE j.server_id = held.server_id AND j.boot_dirty)`
        : Prisma.sql`boot AS (UPDATE provision_jobs j SET boot_dirty = true, boot_attempt = ${attempt}, phoned_home_at = NULL, ${at}
            FROM held WHERE j.id = held.id)`,
  })
}
