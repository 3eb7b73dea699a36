import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction } from '../../db/context'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { viewOrder } from '../planning/view-order'
import { freeServers } from './free-servers'
import { lockHeldServers } from './lock-held-servers'
import { lockedOrder } from './locked-order'
import { refuseEnding } from './refuse-ending'
import { settleOrder } from './settle-order'

const ACTION = 'provisioning.release-order'

/**
 * Ends the use of an order: each server that was in service is wiped, keeps state and order until its wipe succeeds, and
 * is then free where it stands. The order is RELEASED with the last.
 */
export async function releaseOrder(
  ctx: Ctx,
  input: { number: string; reason?: string | undefined },
): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockedOrder(tx, input.number, ACTION)
    refuseEnding(order, await lockHeldServers(tx, order.id), 'release')
    await applyOrderTransition(tx, {
      orderId: order.id,
      to: 'RELEASING',
      action: ACTION,
      reason: input.reason,
      locked: order,
    })
    await freeServers(tx, { orderId: order.id, action: ACTION, reason: input.reason, end: 'release' })
    // An order that has lost every server has nothing to wait for.
    await settleOrder(tx, { orderId: order.id, action: ACTION })
    return viewOrder(tx, order.id)
  })
}
