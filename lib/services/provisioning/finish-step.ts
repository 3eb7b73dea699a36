import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { progressOf } from './announce-progress'
import { oweWipe } from './owe-wipe'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

/** A step that is not the last is done: it never runs again, and unless the job is to be cancelled the next is under way. */
export async function finishStep(
  ctx: Ctx,
  input: { lease: Lease; kind: JobKind; position: number; detail?: Prisma.InputJsonObject | undefined },
): Promise<void> {
  const { lease, kind, position, detail } = input
  const at = ctx.clock()
  const finished = Prisma.sql`
    finished AS (
      UPDATE provision_steps SET status = 'SUCCESS', finished_at = ${at}::timestamptz,
        detail = COALESCE(${detail === undefined ? null : JSON.stringify(detail)}::jsonb, detail)
      FROM held WHERE job_id = held.id AND position = ${position} AND status = 'RUNNING'),
    job AS (
      UPDATE provision_jobs SET waiting_for = NULL, updated_at = ${at}::timestamptz
      FROM held WHERE provision_jobs.id = held.id RETURNING provision_jobs.id, cancel_requested_at),
    begun AS (
      UPDATE provision_steps SET status = 'RUNNING', started_at = ${at}::timestamptz
      FROM job WHERE job_id = job.id AND cancel_requested_at IS NULL AND position = ${position + 1} AND status = 'PENDING'
      RETURNING position)`
  const owed = writesData(stepAt(kind, position + 1).key) ? oweWipe(lease) : null
  await writeUnderLease(ctx, lease, {
    writes: owed === null ? finished : Prisma.sql`${finished}, ${owed.writes}`,
    told: owed?.told ?? progressOf(lease),
  })
}
