import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict } from '../../domain/errors'
import { allocateSubstitute } from '../allocation/allocate-substitute'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { viewOrder } from '../planning/view-order'
import { lockedOrder } from '../provisioning/locked-order'
import { readHeldServers } from '../provisioning/read-held-servers'
import { refuseUnreachable } from '../provisioning/refuse-unreachable'
import { startJobs } from '../provisioning/start-jobs'

const ACTION = 'allocation.replace-server'

/**
 * Gives an order a substitute for a server that it lost, and provisions it where the order was provisioned: an ACTIVE order
 * stays ACTIVE meanwhile, a FAILED one is PROVISIONING again. Throws `not-degraded`, or `infeasible` where nothing will do.
 */
export async function replaceServer(ctx: Ctx, input: { number: string; barcode: string }): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockedOrder(tx, input.number, ACTION)
    if (order.cancelRequestedAt !== null)
      throw conflict('conflict', `Order ${order.number} is being cancelled: its jobs are ending.`)
    const { serverId } = await allocateSubstitute(tx, { orderId: order.id, barcode: input.barcode })
    if (order.status !== 'ALLOCATED') {
      const servers = await readHeldServers(tx, order.id, [serverId])
      refuseUnreachable(servers)
      if (order.status === 'FAILED')
        await applyOrderTransition(tx, { orderId: order.id, to: 'PROVISIONING', from: ['FAILED'], action: ACTION })
      // Asked for by itself: held by a budget that is spent already, it would wait for ever in an order that is ACTIVE.
      await startJobs(tx, { orderId: order.id, servers, inWave: false, action: ACTION })
    }
    return viewOrder(tx, order.id)
  })
}
