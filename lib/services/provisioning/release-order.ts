import type { OrderView } from '../../contracts/planning/order'
import { type Ctx, inTransaction } from '../../db/context'
import { conflict, illegalTransition } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { viewOrder } from '../planning/view-order'
import { freeServers } from './free-servers'
import { lockHeldServers } from './lock-held-servers'
import { lockedOrder } from './locked-order'
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
    if (!orderMachine.canGo(order.status, 'RELEASING')) {
      throw illegalTransition('order', order.number, order.status, 'RELEASING', orderMachine.allowed(order.status))
    }
    const busy = (await lockHeldServers(tx, order.id)).filter(({ state }) => state === 'PROVISIONING')
    if (busy.length > 0) {
      const servers = busy.map(({ barcode }) => barcode)
      throw conflict('conflict', `Still being provisioned: ${servers.join(', ')}. Cancel the job first.`, { servers })
    }
    await applyOrderTransition(tx, {
      orderId: order.id,
      to: 'RELEASING',
      action: ACTION,
      reason: input.reason,
      locked: order,
    })
    await freeServers(tx, { orderId: order.id, action: ACTION, reason: input.reason, wipeAll: true })
    // An order that has lost every server has nothing to wait for.
    await settleOrder(tx, { orderId: order.id, action: ACTION })
    return viewOrder(tx, order.id)
  })
}
