import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { overBudgetWords } from '../../domain/provisioning/waves'
import { endJob } from './end-job'
import { lockHeldServers } from './lock-held-servers'
import { FAILED_OF_ORDER } from './wave-counts'

const ACTION = 'provisioning.stop-waves'

/**
 * Orders whose failures are over their budget: what has not begun is cancelled, and the order fails when the last that had
 * begun has ended. Provisioned again, it goes on with those. Returns how many jobs were cancelled.
 * @param input.most of each order no more than so many, as its other jobs cannot end meanwhile; the rest are left to the next
 *   call, and none of them begins until then
 */
export async function stopWaves(ctx: Ctx, input: { most: number }): Promise<number> {
  const orders = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT o.id FROM orders o
    WHERE o.status = 'PROVISIONING' AND o.failure_budget IS NOT NULL AND o.cancel_requested_at IS NULL
      AND EXISTS (SELECT FROM provision_jobs j WHERE j.order_id = o.id AND j.status = 'PENDING' AND j.kind = 'provision'
        AND j.in_wave AND j.admitted_at IS NULL)
      AND o.failure_budget < ${FAILED_OF_ORDER}
    ORDER BY o.id LIMIT 20`
  let stopped = 0
  for (const { id } of orders)
    stopped += await inTransaction(ctx, (tx) => stopOrder(tx, { orderId: id, most: input.most }))
  return stopped
}

async function stopOrder(tx: TxCtx, { orderId, most }: { orderId: number; most: number }): Promise<number> {
  const [order] = await tx.db.$queryRaw<{ failureBudget: number | null }[]>`
    SELECT failure_budget AS "failureBudget" FROM orders WHERE id = ${orderId} AND cancel_requested_at IS NULL FOR NO KEY UPDATE`
  if (order === undefined || order.failureBudget === null) return 0
  await lockHeldServers(tx, orderId)
  // Counted again under the order's lock, that every end of a job takes: somebody may have had one tried again. What was
  // tried again and failed again counts too, or trying on would let any number fail.
  const [counted] = await tx.db.$queryRaw<{ failed: number }[]>`
    SELECT ${FAILED_OF_ORDER} AS failed FROM orders o WHERE o.id = ${orderId}`
  const failed = counted?.failed ?? 0
  if (failed <= order.failureBudget) return 0
  const reason = `Not begun: ${overBudgetWords({ failed, failureBudget: order.failureBudget })}`
  // Locks each row: a job that is being claimed at this moment is seen as what it became.
  const jobs = await tx.db.$queryRaw<{ jobId: string; serverId: number }[]>`
    SELECT id::text AS "jobId", server_id AS "serverId" FROM provision_jobs
    WHERE order_id = ${orderId} AND kind = 'provision' AND status = 'PENDING' AND in_wave AND admitted_at IS NULL
    ORDER BY id LIMIT ${most} FOR UPDATE`
  for (const job of jobs) await endJob(tx, { ...job, kind: 'provision', orderId }, { to: 'CANCELLED', reason }, ACTION)
  return jobs.length
}
