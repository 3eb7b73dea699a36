import type { Ctx } from '../../db/context'
import { breakLockedServer } from './break-locked-server'
import { guardTransition } from './guard-transition'
import { type AnswerOf, withServerAndOrder } from './with-server-and-order'

const ACTION = 'lifecycle.break-server'

/**
 * Marks a server broken. Where it was promised, its job is cancelled and its allocation lost in the same transaction; the
 * order keeps its status and shows it as degraded; one that only waited for this server's job is ended by the sweep.
 */
export async function breakServer<T>(
  ctx: Ctx,
  input: { barcode: string; reason: string },
  answer: AnswerOf<T>,
): Promise<T> {
  return withServerAndOrder(ctx, input.barcode, async (tx, server) => {
    guardTransition(tx, server, 'BROKEN')
    await breakLockedServer(tx, { serverId: server.id, action: ACTION, reason: input.reason })
    return answer(tx, server.id)
  })
}
