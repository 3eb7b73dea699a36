import type { TxCtx } from '../../db/context'
import type { Depth, Face } from '../../domain/rack-space'
import { recordAudits } from '../audit/record-audit'
import type { ScannedServer } from './scanned-server'

interface TakenPlace {
  rackId: number
  rack: string
  u: number
  face: Face
  heightU: number
  depth: Depth
}

/**
 * Before a server takes a place: what was planned for it there is done (true), and with `overPlanned` the plans of others that are
 * in its way are dropped, each with its audit row. Otherwise such a plan stays, and the database refuses the place.
 */
export const settlePlans = async (
  tx: TxCtx,
  server: ScannedServer,
  place: TakenPlace,
  overPlanned: boolean,
): Promise<boolean> => {
  const { plannedMove: plan } = server
  const done =
    plan !== null &&
    plan.rackId === place.rackId &&
    plan.u === place.u &&
    (plan.depth === 'full' || place.depth === 'full' || plan.face === place.face)
  if (done) await tx.db.plannedMove.deleteMany({ where: { serverId: server.id } })
  if (overPlanned) await dropOthers(tx, server, place)
  return done
}

const dropOthers = async (tx: TxCtx, server: ScannedServer, place: TakenPlace): Promise<void> => {
  const { rackId, u, heightU, face, depth } = place
  const dropped = await tx.db.$queryRaw<{ barcode: string; datacenter: number; u: number; face: Face; by: string }[]>`
    DELETE FROM planned_moves p USING servers s
    WHERE s.id = p.server_id AND p.rack_id = ${rackId} AND p.server_id <> ${server.id}
      AND int4range(p.u, p.u + p.height_u) && int4range(${u}::int, ${u + heightU}::int)
      AND (p.depth = 'full' OR ${depth}::depth = 'full' OR p.face = ${face}::face)
    RETURNING s.barcode::text, s.datacenter_id AS datacenter, p.u, p.face, p.by`
  await recordAudits(
    tx,
    dropped.map(({ barcode, datacenter, by, ...to }) => ({
      action: 'inventory.drop-planned-move',
      entity: 'server' as const,
      key: barcode,
      datacenterId: datacenter,
      reason: `${server.barcode} was put there`,
      detail: { to: { rack: place.rack, ...to }, by },
    })),
  )
}
