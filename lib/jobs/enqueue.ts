import { fromPrisma } from 'pg-boss'
import type { TxCtx } from '../db/context'
import { producer } from './producer'
import { JOB_PAYLOADS, type JobKindName, type JobPayload } from './queues'

/**
 * Enqueues in the caller's transaction: the entry is there exactly when what it belongs to is, and the NOTIFY that wakes a
 * worker is sent at commit.
 */
async function enqueue<K extends JobKindName>(
  tx: TxCtx,
  kind: K,
  payload: JobPayload<K>,
  options: { startAfter?: Date | undefined; priority?: number } = {},
): Promise<void> {
  const boss = await producer(tx)
  await boss.send(kind, JOB_PAYLOADS[kind].parse(payload), {
    db: fromPrisma(tx.db),
    ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
  })
}

/**
 * Wakes a worker for a provision or wipe job, now or at `startAfter`. One that was under way before (`resumed`: its worker
 * is gone) is taken before those that have not begun.
 */
export async function enqueueProvisionJob(
  tx: TxCtx,
  { jobId, startAfter, resumed }: { jobId: string; startAfter?: Date | undefined; resumed?: boolean },
): Promise<void> {
  await enqueue(tx, 'provision', { jobId }, { startAfter, priority: resumed ? 1 : 0 })
}

/**
 * One new entry for each job whose worker was lost, in place of all former ones. What the lost worker was at work on would
 * come back by itself 10 s later, when another has long taken the job, and cost its turn of the queue: after many losses new
 * jobs would wait behind such leftovers.
 */
export async function requeueProvisionJobs(tx: TxCtx, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  await tx.db.$executeRaw`
    DELETE FROM pgboss.job
    WHERE name = 'provision' AND state IN ('created', 'retry', 'active') AND data ->> 'jobId' = ANY(${[...jobIds]}::text[])`
  for (const jobId of jobIds) await enqueueProvisionJob(tx, { jobId, resumed: true })
}

/** Has a worker tell the server's BMC; the server's power state follows when it has answered. */
export async function enqueuePower(
  tx: TxCtx,
  { serverId, action }: { serverId: number; action: 'on' | 'off' | 'reset' },
): Promise<void> {
  await enqueue(tx, 'power', { serverId, action, requestedBy: tx.actor.name })
}

/** Has a worker begin an import, or go on with it. */
export async function enqueueImport(tx: TxCtx, { importId }: { importId: string }): Promise<void> {
  await enqueue(tx, 'import', { importId })
}

/** Has a worker begin a change of many servers, or go on with it. */
export async function enqueueBulkChange(tx: TxCtx, { bulkChangeId }: { bulkChangeId: string }): Promise<void> {
  await enqueue(tx, 'bulk-change', { bulkChangeId })
}
