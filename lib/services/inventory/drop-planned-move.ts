import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { announceChanges, recordAudit } from '../audit/record-audit'
import { plannedMoveSelect } from './planned-move-view'

/** Gives the units up that are kept for a server. */
export async function dropPlannedMove(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    // The server first, as who scans it does.
    await tx.db.$queryRaw`
      SELECT 1 FROM servers WHERE id = (SELECT server_id FROM planned_moves WHERE id = ${input.id}::uuid) FOR UPDATE`
    const row = await tx.db.plannedMove.findUnique({ where: { id: input.id }, select: plannedMoveSelect })
    if (row === null) throw notFound('planned-move', input.id)
    authorize(tx, 'inventory.drop-planned-move', row.server.datacenterId)
    authorize(tx, 'inventory.drop-planned-move', row.rack.datacenterId)
    checkVersion('planned-move', row.id, row.version, input.ifMatch)
    await tx.db.plannedMove.deleteMany({ where: { id: row.id } })
    await recordAudit(tx, {
      action: 'inventory.drop-planned-move',
      entity: 'server',
      key: row.server.barcode,
      datacenterId: row.server.datacenterId,
      detail: { to: { rack: row.rack.code, u: row.u, face: row.face }, by: row.by },
    })
    await announceChanges(tx, [{ entity: 'rack', key: row.rack.code }])
  })
}
