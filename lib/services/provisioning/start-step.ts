import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { progressOf } from './announce-progress'
import { oweWipe } from './owe-wipe'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

/** Marks a waiting step as running: a job's first, or the one at which it is tried again. */
export async function startStep(ctx: Ctx, input: { lease: Lease; kind: JobKind; position: number }): Promise<void> {
  const { lease, kind, position } = input
  const begun = Prisma.sql`begun AS (
    UPDATE provision_steps SET status = 'RUNNING', started_at = ${ctx.clock()}::timestamptz
    FROM held WHERE job_id = held.id AND position = ${position} AND status = 'PENDING' RETURNING position)`
  const owed = writesData(stepAt(kind, position).key) ? oweWipe(lease) : null
  await writeUnderLease(ctx, lease, {
    writes: owed === null ? begun : Prisma.sql`${begun}, ${owed.writes}`,
    told: owed?.told ?? progressOf(lease),
  })
}
