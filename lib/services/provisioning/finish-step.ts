import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import { stepAt, writesData } from '../../domain/provisioning/steps'
import { announceProgress } from './announce-progress'
import { oweWipe } from './owe-wipe'
import { type Lease, underLease } from './under-lease'

/** A step that is not the last is done: it never runs again, and unless the job is to be cancelled the next is under way. */
export async function finishStep(
  ctx: Ctx,
  input: { lease: Lease; kind: JobKind; position: number; detail?: Prisma.InputJsonObject | undefined },
): Promise<void> {
  const { lease, kind, position, detail } = input
  await underLease(ctx, lease, async (tx) => {
    const at = tx.clock()
    const begun = await tx.db.$executeRaw`
      WITH finished AS (
        UPDATE provision_steps SET status = 'SUCCESS', finished_at = ${at}::timestamptz,
          detail = COALESCE(${detail === undefined ? null : JSON.stringify(detail)}::jsonb, detail)
        WHERE job_id = ${lease.jobId}::uuid AND position = ${position} AND status = 'RUNNING'),
      job AS (
        UPDATE provision_jobs SET waiting_for = NULL, updated_at = ${at}::timestamptz
        WHERE id = ${lease.jobId}::uuid RETURNING cancel_requested_at)
      UPDATE provision_steps SET status = 'RUNNING', started_at = ${at}::timestamptz
      WHERE job_id = ${lease.jobId}::uuid AND position = ${position + 1} AND status = 'PENDING'
        AND (SELECT cancel_requested_at FROM job) IS NULL`
    if (begun > 0 && writesData(stepAt(kind, position + 1).key)) await oweWipe(tx, lease)
    await announceProgress(tx, lease)
  })
}
