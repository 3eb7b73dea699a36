import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { illegalTransition } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { orderSelect, toOrderView } from '../planning/order-view'
import { createJobs } from './create-jobs'
import { type HeldServer, lockHeldServers, refuseUnreachable } from './held-servers'
import { lockedOrder } from './locked-order'
import { reopenJob } from './reopen-job'

const ACTION = 'provisioning.provision-order'

/**
 * Starts provisioning: one job a server, all in one transaction. For a FAILED order again for each server that has not
 * succeeded, a failed job going on at its failed step. 409 `not-racked` or `no-bmc` name the servers in the way.
 */
export async function provisionOrder(ctx: Ctx, input: { number: string }): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockedOrder(tx, input.number, ACTION)
    if (order.status !== 'ALLOCATED' && order.status !== 'FAILED') {
      throw illegalTransition('order', order.number, order.status, 'PROVISIONING', orderMachine.allowed(order.status))
    }
    const servers = await lockHeldServers(tx, order.id)
    const open = servers.filter(({ job }) => job?.status !== 'SUCCESS')
    refuseUnreachable(open)
    await applyOrderTransition(tx, { orderId: order.id, to: 'PROVISIONING', action: ACTION, from: [order.status] })
    await startJobs(tx, order.id, open, ACTION)
    return toOrderView(await tx.db.order.findUniqueOrThrow({ where: { id: order.id }, select: orderSelect }))
  })
}

/** A new job for each server, or its failed one again. Servers and order are locked. */
export async function startJobs(
  tx: TxCtx,
  orderId: number,
  servers: readonly HeldServer[],
  action: string,
): Promise<void> {
  for (const server of servers) {
    await applyServerTransition(tx, { serverId: server.id, to: 'PROVISIONING', from: ['ALLOCATED'], action })
    if (server.job?.status === 'FAILED') await reopenJob(tx, { jobId: server.job.id, action })
  }
  const fresh = servers.filter(({ job }) => job?.status !== 'FAILED').map(({ id }) => id)
  if (fresh.length > 0) await createJobs(tx, { kind: 'provision', orderId, serverIds: fresh, action })
}
