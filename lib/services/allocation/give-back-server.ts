import type { TxCtx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { applyServerTransition } from '../inventory/apply-server-transition'

/**
 * Gives a promised server back where it stands: RACKED or IN_WAREHOUSE, without an order. Its allocation ends as RETURNED,
 * or RELEASED when the server was in service. The order row is locked by the caller. Throws `illegal-transition` for a
 * server that is being provisioned, or was never promised.
 */
export async function giveBackServer(
  tx: TxCtx,
  input: { serverId: number; action: string; reason?: string | undefined },
): Promise<void> {
  const rows = await tx.db.$queryRaw<{ rack_id: number | null; order_number: string | null }[]>`
    SELECT s.rack_id, o.number AS order_number FROM servers s LEFT JOIN orders o ON o.id = s.order_id
    WHERE s.id = ${input.serverId} FOR UPDATE OF s`
  const server = rows[0]
  if (server === undefined) throw notFound('server', input.serverId)
  const from = await applyServerTransition(tx, {
    serverId: input.serverId,
    to: server.rack_id === null ? 'IN_WAREHOUSE' : 'RACKED',
    from: ['ALLOCATED', 'IN_SERVICE'],
    action: input.action,
    data: { orderId: null },
    reason: input.reason,
    ...(server.order_number === null ? {} : { detail: { order: server.order_number } }),
  })
  await tx.db.allocation.updateMany({
    where: { serverId: input.serverId, status: 'ACTIVE' },
    data: { status: from === 'IN_SERVICE' ? 'RELEASED' : 'RETURNED', endedAt: tx.clock() },
  })
}
