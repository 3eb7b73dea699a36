import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import type { RepairComponentRow, RepairTicket } from './repair-row'

/**
 * A piece came out of the ticket's server: it is REMOVED from now on, known before or not, and its serial stands on the
 * component. Conditional: of two who scan it at once one is told that it is out already.
 */
export async function removePart(
  tx: TxCtx,
  scan: { ticket: RepairTicket; component: RepairComponentRow; serial: string },
): Promise<void> {
  const { ticket, component, serial } = scan
  const pieces = await tx.db.$queryRaw<{ id: number }[]>`
    WITH removed AS (
      INSERT INTO parts AS p (serial, state, created_at, updated_at)
      VALUES (${serial}::citext, 'REMOVED', ${tx.clock()}, ${tx.clock()})
      ON CONFLICT (serial) DO UPDATE
      SET state = 'REMOVED', server_id = NULL, version = p.version + 1, updated_at = ${tx.clock()}
      WHERE p.state IN ('INSTALLED', 'REMOVED')
      RETURNING p.id
    ), written AS (
      INSERT INTO part_events (part_id, at, kind, server_id, ticket_id, actor)
      SELECT id, ${tx.clock()}, 'REMOVED', ${ticket.serverId}, ${ticket.id}, ${tx.actor.name} FROM removed
    )
    SELECT id FROM removed`
  const piece = pieces[0]
  if (piece === undefined)
    throw conflict('wrong-part', `By our records ${serial} is in no server: it can’t come out of this one.`, {
      component: component.name,
    })
  const { count } = await tx.db.ticketComponent.updateMany({
    where: { id: component.id, removedAt: null, result: null },
    data: { removedSerial: serial, removedPartId: piece.id, removedAt: tx.clock(), removedBy: tx.actor.name },
  })
  if (count === 0) throw conflict('conflict', `${component.name} was settled at the same moment.`)
}
