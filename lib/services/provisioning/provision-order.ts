import type { OrderView, WavesInput } from '../../contracts/planning/order'
import { type Ctx, inTransaction } from '../../db/context'
import { illegalTransition } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { applyOrderTransition } from '../planning/apply-order-transition'
import { viewOrder } from '../planning/view-order'
import { lockHeldServers } from './lock-held-servers'
import { lockedOrder } from './locked-order'
import { refuseUnreachable } from './refuse-unreachable'
import { startJobs } from './start-jobs'

const ACTION = 'provisioning.provision-order'

/**
 * Starts provisioning: one job a server, all in one transaction. For a FAILED order again for each server that has not
 * succeeded, a failed job going on at its failed step. 409 `not-racked` or `no-bmc` name the servers in the way.
 * @param input.waves null: all at once; left out: as it was asked before
 */
export async function provisionOrder(
  ctx: Ctx,
  input: { number: string; waves?: WavesInput | null | undefined },
): Promise<OrderView> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockedOrder(tx, input.number, ACTION)
    if (order.status !== 'ALLOCATED' && order.status !== 'FAILED') {
      throw illegalTransition('order', order.number, order.status, 'PROVISIONING', orderMachine.allowed(order.status))
    }
    const servers = await lockHeldServers(tx, order.id)
    const open = servers.filter(({ job }) => job?.status !== 'SUCCESS')
    refuseUnreachable(open)
    const { canary = null, failureBudget = null } = input.waves === undefined ? order : (input.waves ?? {})
    const waves = { canary, failureBudget }
    const asked = { orderId: order.id, action: ACTION, locked: order, detail: { waves } }
    await applyOrderTransition(tx, { ...asked, to: 'PROVISIONING' })
    await tx.db.order.update({ where: { id: order.id }, data: waves })
    await startJobs(tx, { orderId: order.id, servers: open, inWave: true, action: ACTION })
    return viewOrder(tx, order.id)
  })
}
