import type { TxCtx } from '../../db/context'
import { dropProvisionEntries, enqueueProvisionJob } from '../../jobs/enqueue'
import { applyJobTransition } from './apply-job-transition'

/**
 * Jobs whose lease ran out go back to PENDING, each with a new queue entry in place of its former ones: their worker is
 * lost. Their steps stay as they are, RUNNING included, as the next worker looks before it acts. Rows that another sweep
 * has locked are skipped.
 * @param input.jobId only this one, without an entry, as the caller claims it at once
 */
export async function returnLostJobs(tx: TxCtx, input: { jobId?: string } = {}): Promise<string[]> {
  const lost = await tx.db.$queryRaw<{ id: string; lease_owner: string }[]>`
    SELECT id::text AS id, lease_owner FROM provision_jobs
    WHERE status = 'RUNNING' AND lease_until < clock_timestamp()
      AND (${input.jobId ?? null}::uuid IS NULL OR id = ${input.jobId ?? null}::uuid)
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`
  if (input.jobId === undefined)
    await dropProvisionEntries(
      tx,
      lost.map(({ id }) => id),
    )
  for (const { id, lease_owner: worker } of lost) {
    await applyJobTransition(tx, {
      jobId: id,
      to: 'PENDING',
      from: ['RUNNING'],
      action: 'provisioning.return-lost-jobs',
      reason: `Its worker ${worker} was lost.`,
    })
    if (input.jobId === undefined) await enqueueProvisionJob(tx, { jobId: id, resumed: true })
  }
  return lost.map(({ id }) => id)
}
