import type { TxCtx } from '../../db/context'
import type { JobState } from '../../domain/job-state'
import { orderStatusAfter } from '../../domain/orders/job-outcomes'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { freeServers } from './free-servers'

/**
 * What the ends of its jobs make of an order: ACTIVE, FAILED, CANCELLED, RELEASED, or nothing yet. The caller holds the
 * order's row, so that the last two jobs to end see each other. Returns whether it changed.
 */
export async function settleOrder(tx: TxCtx, input: { orderId: number; action: string }): Promise<boolean> {
  const order = await tx.db.order.findUniqueOrThrow({
    where: { id: input.orderId },
    select: { status: true, cancelRequestedAt: true },
  })
  if (order.status !== 'PROVISIONING' && order.status !== 'RELEASING') return false
  const releasing = order.status === 'RELEASING'
  const jobs = await latestJobs(tx, input.orderId, releasing ? 'wipe' : 'provision')
  const cancelRequested = order.cancelRequestedAt !== null
  const to = orderStatusAfter(jobs, { cancelRequested, releasing })
  if (to === null) return false
  await applyOrderTransition(tx, { orderId: input.orderId, to, action: input.action, from: [order.status] })
  if (to === 'CANCELLED') await freeServers(tx, { orderId: input.orderId, action: input.action, end: 'cancel' })
  return true
}

/** The latest job of each server that the order still holds; one without any counts as waiting. */
async function latestJobs(tx: TxCtx, orderId: number, kind: 'provision' | 'wipe'): Promise<JobState[]> {
  const rows = await tx.db.$queryRaw<{ status: JobState | null }[]>`
    SELECT DISTINCT ON (a.server_id) a.server_id, j.status::text AS status
    FROM allocations a
    LEFT JOIN provision_jobs j ON j.server_id = a.server_id AND j.order_id = a.order_id AND j.kind = ${kind}::job_kind
    WHERE a.order_id = ${orderId} AND a.status = 'ACTIVE'
    ORDER BY a.server_id, j.created_at DESC, j.id`
  return rows.map(({ status }) => status ?? 'PENDING')
}
