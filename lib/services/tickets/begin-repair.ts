import type { TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'
import type { LockedTicket } from './locked-ticket'

/**
 * A ticket is started, from wherever: its server, where it is BROKEN, is REPAIRING from now on. True where it was, as the
 * ticket gives it back then. One that still works is taken out of service only by who asks for that: see start-repair. The
 * caller has locked the server.
 */
export async function beginRepair(tx: TxCtx, ticket: LockedTicket): Promise<boolean> {
  const where = { id: ticket.serverId, state: 'BROKEN' } as const
  if ((await tx.db.server.findFirst({ where, select: { id: true } })) === null) return false
  await applyServerTransition(tx, {
    serverId: ticket.serverId,
    to: 'REPAIRING',
    from: ['BROKEN'],
    action: 'tickets.begin-repair',
    reason: `${ticket.number} is being repaired`,
  })
  return true
}
