import type { TxCtx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { giveBackServers } from '../planning/give-back-servers'

/**
 * Gives one promised server back where it stands: RACKED or IN_WAREHOUSE, without an order. Its allocation ends as
 * RETURNED, or RELEASED when the server was in service. The order row is locked by the caller. Throws
 * `illegal-transition` for a server that is being provisioned, or was never promised.
 */
export async function giveBackServer(
  tx: TxCtx,
  input: { serverId: number; action: string; reason?: string | undefined },
): Promise<void> {
  const exists = await tx.db.server.count({ where: { id: input.serverId } })
  if (exists === 0) throw notFound('server', input.serverId)
  await giveBackServers(tx, { serverIds: [input.serverId], action: input.action, reason: input.reason })
}
