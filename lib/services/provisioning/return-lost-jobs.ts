import type { TxCtx } from '../../db/context'
import { applyJobTransition } from './apply-job-transition'

/**
 * Jobs whose lease ran out go back to PENDING: their worker is lost. Their steps stay as they are, RUNNING included, as the
 * next worker looks before it acts. Rows that another sweep has locked are skipped. Returns their ids; waking a worker for
 * them is the caller's.
 * @param input.jobId only this one
 */
export async function returnLostJobs(tx: TxCtx, input: { jobId?: string } = {}): Promise<string[]> {
  const lost = await tx.db.$queryRaw<{ id: string; lease_owner: string }[]>`
    SELECT id::text AS id, lease_owner FROM provision_jobs
    WHERE status = 'RUNNING' AND lease_until < clock_timestamp()
      AND (${input.jobId ?? null}::uuid IS NULL OR id = ${input.jobId ?? null}::uuid)
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`
  for (const { id, lease_owner: worker } of lost) {
    await applyJobTransition(tx, {
      jobId: id,
      to: 'PENDING',
      from: ['RUNNING'],
      action: 'provisioning.return-lost-jobs',
      reason: `Its worker ${worker} was lost.`,
    })
  }
  return lost.map(({ id }) => id)
}
