import type { TxCtx } from '../../db/context'
import { type OrderEnd, wipedFirst } from '../../domain/orders/order-ending'
import { giveBackServer } from '../allocation/give-back-server'
import { enqueueWipes } from './enqueue-wipes'

/**
 * Lets go of every server that the order holds: those with data on them get a wipe and stay until it succeeds, the others
 * are given back at once. The caller holds the order and its servers. What `end` does to a server stands in `order-ending`.
 */
export async function freeServers(
  tx: TxCtx,
  input: { orderId: number; action: string; reason?: string | undefined; end: OrderEnd },
): Promise<void> {
  const held = await tx.db.allocation.findMany({
    where: { orderId: input.orderId, status: 'ACTIVE' },
    select: { serverId: true, server: { select: { needsWipe: true, state: true } } },
    orderBy: { serverId: 'asc' },
  })
  const toWipe = held.filter(({ server }) => wipedFirst(server, input.end))
  for (const { serverId } of held) {
    if (toWipe.some((wiped) => wiped.serverId === serverId)) continue
    await giveBackServer(tx, { serverId, action: input.action, reason: input.reason })
  }
  if (toWipe.length > 0)
    await enqueueWipes(tx, { orderId: input.orderId, serverIds: toWipe.map(({ serverId }) => serverId) })
}
