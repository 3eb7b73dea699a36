import type { TxCtx } from '../../db/context'
import { moveParts } from './move-parts'
import { serveWaiting } from './serve-waiting'

/**
 * Parts of tickets that nobody will mend: reserved ones return to stock and go to whoever waits for them, waiting
 * components wait no longer. The caller has locked the spares as supply, and the tickets.
 */
export async function returnParts(tx: TxCtx, ticketIds: readonly number[], reason: string): Promise<void> {
  if (ticketIds.length === 0) return
  const ids = [...ticketIds]
  await tx.db.ticketComponent.updateMany({
    where: { ticketId: { in: ids }, partStatus: 'WAITING' },
    data: { partStatus: 'NOT_NEEDED' },
  })
  const parts = await tx.db.$queryRaw<
    { ticketId: number; sparePartId: number; warehouseId: number; datacenterId: number }[]
  >`UPDATE ticket_components c SET part_status = 'RETURNED' FROM warehouses w
    WHERE w.id = c.warehouse_id AND c.ticket_id = ANY(${ids}::int[]) AND c.part_status = 'RESERVED'
    RETURNING c.ticket_id AS "ticketId", c.spare_part_id AS "sparePartId", c.warehouse_id AS "warehouseId", w.datacenter_id AS "datacenterId"`
  await moveParts(tx, { kind: 'RETURN', parts, reason })
  const supplies = new Map(parts.map((part) => [`${part.sparePartId} ${part.datacenterId}`, part]))
  for (const { sparePartId, datacenterId } of supplies.values()) await serveWaiting(tx, { sparePartId, datacenterId })
}
