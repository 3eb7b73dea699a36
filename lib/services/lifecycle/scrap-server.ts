import type { Ctx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { cancelServerJob } from '../provisioning/cancel-server-job'
import { closeServerTickets } from '../tickets/close-server-tickets'
import { guardTransition } from './guard-transition'
import { type AnswerOf, withServerAndOrder } from './with-server-and-order'

const ACTION = 'lifecycle.scrap-server'

/**
 * Decommissions a server for good: frees its place, ends its hold, closes its tickets and returns their parts. One that
 * still has to be wiped needs no wipe where the reason, which is always recorded, says why not.
 */
export async function scrapServer<T>(
  ctx: Ctx,
  input: { barcode: string; reason: string },
  answer: AnswerOf<T>,
): Promise<T> {
  return withServerAndOrder(ctx, input.barcode, async (tx, server) => {
    guardTransition(tx, server, 'DECOMMISSIONED')
    const { reason } = input
    await cancelServerJob(tx, { serverId: server.id, reason: `The server was decommissioned: ${reason}` })
    await applyServerTransition(tx, {
      serverId: server.id,
      to: 'DECOMMISSIONED',
      action: ACTION,
      reason,
      data: {
        rackId: null,
        u: null,
        face: null,
        warehouseId: null,
        destinationId: null,
        expectedAt: null,
        orderId: null,
        holdId: null,
        holdUntil: null,
      },
      ...(server.needsWipe ? { detail: { wiped: false } } : {}),
    })
    if (server.holdId !== null) {
      await tx.db.hold.updateMany({
        where: { id: server.holdId, endedAt: null },
        data: { endedAt: tx.clock(), version: { increment: 1 } },
      })
    }
    await closeServerTickets(tx, { serverId: server.id, action: ACTION, reason })
    return answer(tx, server.id)
  })
}
