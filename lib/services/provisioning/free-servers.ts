import type { TxCtx } from '../../db/context'
import { giveBackServer } from '../allocation/give-back-server'
import { enqueueWipes } from './enqueue-wipes'

/**
 * Lets go of every server that the order holds: those with data on them get a wipe and stay until it succeeds, the others
 * are given back at once. The caller holds the order and its servers. `wipeAll` wipes those too that say no wipe is due,
 * as a customer had them.
 */
export async function freeServers(
  tx: TxCtx,
  input: { orderId: number; action: string; reason?: string | undefined; wipeAll?: boolean },
): Promise<void> {
  const held = await tx.db.allocation.findMany({
    where: { orderId: input.orderId, status: 'ACTIVE' },
    select: { serverId: true, server: { select: { needsWipe: true, state: true } } },
    orderBy: { serverId: 'asc' },
  })
  const toWipe = held.filter(({ server }) => server.needsWipe || (input.wipeAll && server.state === 'IN_SERVICE'))
  for (const { serverId } of held) {
    if (toWipe.some((wiped) => wiped.serverId === serverId)) continue
    await giveBackServer(tx, { serverId, action: input.action, reason: input.reason })
  }
  if (toWipe.length > 0)
    await enqueueWipes(tx, { orderId: input.orderId, serverIds: toWipe.map(({ serverId }) => serverId) })
}
