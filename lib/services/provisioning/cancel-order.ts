import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import type { JobState } from '../../domain/job-state'
import { jobEndsWhen } from '../../domain/orders/order-ending'
import { recordAudit } from '../audit/record-audit'
import { applyOrderTransition } from '../planning/apply-order-transition'
import type { OrderRow } from '../planning/order-view'
import { viewOrder } from '../planning/view-order'
import { endJob } from './end-job'
import { freeServers } from './free-servers'
import { lockHeldServers } from './lock-held-servers'
import { lockedOrder } from './locked-order'
import { refuseEnding } from './refuse-ending'

const ACTION = 'provisioning.cancel-order'

/**
 * Cancels an order. While it is being provisioned, waiting jobs end at once and running ones between steps and hops; the
 * order is CANCELLED when the last has ended. Its servers are given back, those with data on them after a wipe.
 */
export async function cancelOrder(
  ctx: Ctx,
  input: { number: string; reason?: string | undefined },
): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockedOrder(tx, input.number, ACTION)
    refuseEnding(order, [], 'cancel')
    if (order.status === 'PROVISIONING') await cancelProvisioning(tx, order, input.reason)
    else {
      await lockHeldServers(tx, order.id)
      await applyOrderTransition(tx, { orderId: order.id, to: 'CANCELLED', action: ACTION, reason: input.reason })
      await freeServers(tx, { orderId: order.id, action: ACTION, reason: input.reason, end: 'cancel' })
    }
    return viewOrder(tx, order.id)
  })
}

/** Asked for a second time, it changes nothing. */
async function cancelProvisioning(tx: TxCtx, order: OrderRow, reason: string | undefined): Promise<void> {
  if (order.cancelRequestedAt !== null) return
  const at = tx.clock()
  await lockHeldServers(tx, order.id)
  await tx.db.order.update({
    where: { id: order.id },
    data: { cancelRequestedAt: at, version: { increment: 1 } },
  })
  await recordAudit(tx, {
    action: ACTION,
    entity: 'order',
    key: order.number,
    reason,
    datacenterId: order.datacenterId,
    detail: { requested: true },
  })
  // Locks each row: a job that is being claimed at this moment is seen as what it became.
  const jobs = await tx.db.$queryRaw<{ id: string; status: JobState; server_id: number }[]>`
    SELECT id::text AS id, status::text AS status, server_id FROM provision_jobs
    WHERE order_id = ${order.id} AND kind = 'provision' AND status IN ('PENDING', 'RUNNING') ORDER BY id FOR UPDATE`
  await tx.db.provisionJob.updateMany({
    where: { id: { in: jobs.map(({ id }) => id) } },
    data: { cancelRequestedAt: at },
  })
  for (const { id, server_id: serverId } of jobs.filter(({ status }) => jobEndsWhen(status) === 'now')) {
    const job = { jobId: id, kind: 'provision' as const, orderId: order.id, serverId }
    await endJob(tx, job, { to: 'CANCELLED', reason: reason ?? 'The order was cancelled.' }, ACTION)
  }
  if (jobs.length === 0) {
    await applyOrderTransition(tx, {
      orderId: order.id,
      to: 'CANCELLED',
      action: ACTION,
    })
    await freeServers(tx, { orderId: order.id, action: ACTION, reason, end: 'cancel' })
  }
}
