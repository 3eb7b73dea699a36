import type { ServerView } from '../../contracts/inventory/server'
import type { Ctx } from '../../db/context'
import { serverSelect, toServerView } from '../inventory/server-view'
import { breakLockedServer } from './break-locked-server'
import { guardTransition } from './guard-transition'
import { withServerAndOrder } from './with-server-and-order'

const ACTION = 'lifecycle.break-server'

/**
 * Marks a server broken. Where it was promised, its job is cancelled and its allocation lost in the same transaction; the
 * order keeps its status and shows it as degraded; one that only waited for this server's job is ended by the sweep.
 */
export async function breakServer(ctx: Ctx, input: { barcode: string; reason: string }): Promise<ServerView> {
  return withServerAndOrder(ctx, input.barcode, async (tx, server) => {
    guardTransition(tx, server, 'BROKEN')
    await breakLockedServer(tx, { serverId: server.id, action: ACTION, reason: input.reason })
    const row = await tx.db.server.findUniqueOrThrow({ where: { id: server.id }, select: serverSelect })
    return toServerView(row, tx.clock())
  })
}
