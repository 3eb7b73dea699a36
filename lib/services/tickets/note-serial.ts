import type { TxCtx } from '../../db/context'
import { conflict } from '../../domain/errors'
import type { RepairComponentRow, RepairTicket } from './repair-row'

/** The serial of a part that was scanned by its label, once it is in: from then on it is a known piece, in that server. */
export async function noteSerial(
  tx: TxCtx,
  scan: { ticket: RepairTicket; component: RepairComponentRow; serial: string },
): Promise<void> {
  const { ticket, component, serial } = scan
  const pieces = await tx.db.$queryRaw<{ id: number }[]>`
    WITH known AS (
      INSERT INTO parts AS p (serial, state, spare_part_id, server_id, created_at, updated_at)
      VALUES (${serial}::citext, 'INSTALLED', ${component.sparePartId}, ${ticket.serverId}, ${tx.clock()}, ${tx.clock()})
      ON CONFLICT (serial) DO UPDATE
      SET state = 'INSTALLED', server_id = ${ticket.serverId}, warehouse_id = NULL, version = p.version + 1, updated_at = ${tx.clock()}
      WHERE p.state IN ('IN_STOCK', 'REMOVED') AND p.spare_part_id = ${component.sparePartId}
      RETURNING p.id
    ), written AS (
      INSERT INTO part_events (part_id, at, kind, server_id, ticket_id, actor)
      SELECT id, ${tx.clock()}, 'INSTALLED', ${ticket.serverId}, ${ticket.id}, ${tx.actor.name} FROM known
    )
    SELECT id FROM known`
  const piece = pieces[0]
  if (piece === undefined) throw conflict('wrong-part', `${serial} is another piece that is known already.`)
  const { count } = await tx.db.ticketComponent.updateMany({
    where: { id: component.id, result: 'replaced', installedSerial: null },
    data: { installedSerial: serial, installedPartId: piece.id },
  })
  if (count === 0) throw conflict('conflict', `${component.name} was changed at the same moment.`)
}
