import type { TxCtx } from '../../db/context'
import { closeTickets } from './close-tickets'
import { lockServerSpares } from './lock-server-spares'

/**
 * Ends every live ticket of a server that is scrapped: WONT_FIX, parts returned to stock, open_high_tickets 0. In the
 * caller's transaction; the server is locked before its tickets.
 */
export async function closeServerTickets(
  tx: TxCtx,
  input: { serverId: number; action: string; reason: string },
): Promise<void> {
  await lockServerSpares(tx, input.serverId)
  const live = await tx.db.ticket.findMany({
    where: { serverId: input.serverId, status: { in: ['OPEN', 'IN_PROGRESS'] } },
    select: { id: true },
  })
  await closeTickets(tx, {
    ticketIds: live.map((ticket) => ticket.id),
    worked: false,
    action: input.action,
    reason: input.reason,
  })
}
