import { type Ctx, inTransaction } from '../../db/context'
import { enqueueProvisionJob, requeueProvisionJobs } from '../../jobs/enqueue'
import { lockForEnd } from './lock-for-end'
import { returnLostJobs } from './return-lost-jobs'
import { settleOrder } from './settle-order'
import { stopWaves } from './stop-waves'
import { wakeHeldJobs } from './wake-held-jobs'

export interface Swept {
  lost: number
  enqueued: number
  settled: number
  /** Held jobs for which there is room again. */
  woken: number
  /** Jobs that are not begun any more, as too many of their order failed. */
  stopped: number
}

/** In one transaction, each of which has its time: however many wait, they get on from sweep to sweep. */
const STOPPED_AT_ONCE = 100
const WOKEN_AT_ONCE = 500

/**
 * What makes sure that nothing stays behind, run every few seconds by every worker: jobs whose lease ran out, waiting jobs
 * that no queue entry would wake, jobs that are held, and orders whose last unfinished job ended without a worker (its
 * server broke).
 * @param input.quietMs how long a waiting job may be without an entry: an entry that was just taken is being claimed
 */
export async function sweepJobs(ctx: Ctx, input: { quietMs: number }): Promise<Swept> {
  const lost = await inTransaction(ctx, async (tx) => {
    const ids = await returnLostJobs(tx)
    await requeueProvisionJobs(tx, ids)
    return ids
  })
  const enqueued = await enqueueForgotten(ctx, input.quietMs)
  const settled = await settleWaiting(ctx)
  const stopped = await stopWaves(ctx, { most: STOPPED_AT_ONCE })
  const woken = await wakeHeldJobs(ctx, { wakes: WOKEN_AT_ONCE })
  return { lost: lost.length, enqueued, settled, woken, stopped }
}

async function enqueueForgotten(ctx: Ctx, quietMs: number): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const jobs = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT j.id::text AS id FROM provision_jobs j
      WHERE j.status = 'PENDING' AND j.held_since IS NULL AND (j.not_before IS NULL OR j.not_before <= clock_timestamp())
        AND j.updated_at < clock_timestamp() - ${quietMs} * interval '1 millisecond'
        AND NOT EXISTS (
          SELECT 1 FROM pgboss.job q
          WHERE q.name = 'provision' AND q.state IN ('created', 'retry') AND q.data ->> 'jobId' = j.id::text)
      ORDER BY j.created_at LIMIT 100 FOR UPDATE OF j SKIP LOCKED`
    for (const { id } of jobs) await enqueueProvisionJob(tx, { jobId: id })
    if (jobs.length > 0) {
      // Also the mark that the next sweep goes by.
      await tx.db.provisionJob.updateMany({
        where: { id: { in: jobs.map(({ id }) => id) } },
        data: { updatedAt: tx.clock() },
      })
    }
    return jobs.length
  })
}

async function settleWaiting(ctx: Ctx): Promise<number> {
  const orders = await ctx.db.order.findMany({
    where: {
      jobs: { none: { status: { in: ['PENDING', 'RUNNING'] } } },
      // Those that wait for a person are left out, as they would take the turns of the others: a wipe that failed keeps
      // its server and the order RELEASING, and an order that lost every server waits for a replacement.
      OR: [
        { status: 'RELEASING', allocations: { none: { status: 'ACTIVE' } } },
        { status: 'PROVISIONING', allocations: { some: { status: 'ACTIVE' } } },
        { status: 'PROVISIONING', cancelRequestedAt: { not: null } },
      ],
    },
    select: { id: true, allocations: { where: { status: 'ACTIVE' }, select: { serverId: true }, take: 1 } },
    take: 100,
  })
  let settled = 0
  for (const { id, allocations } of orders) {
    const changed = await inTransaction(ctx, async (tx) => {
      await lockForEnd(tx, { orderId: id, serverId: allocations[0]?.serverId ?? 0 })
      return settleOrder(tx, { orderId: id, action: 'provisioning.sweep-jobs' })
    })
    if (changed) settled++
  }
  return settled
}
