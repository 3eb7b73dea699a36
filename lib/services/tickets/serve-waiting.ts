import type { TxCtx } from '../../db/context'
import { TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import { isPartKind, neededPart } from '../../domain/tickets/spares'
import { announceChanges } from '../audit/record-audit'
import { reserveSpares } from './reserve-spares'

/**
 * Gives newly available stock of one part to the components that wait for it in that datacenter, the most urgent ticket
 * first, then the oldest. In the transaction that brought the stock, which holds `lockSpares` as supply.
 */
export async function serveWaiting(tx: TxCtx, supply: { sparePartId: number; datacenterId: number }): Promise<void> {
  const part = await tx.db.sparePart.findUniqueOrThrow({ where: { id: supply.sparePartId }, select: { kind: true } })
  const types = TICKET_TYPES.filter((type) => {
    const needed = neededPart(type)
    return needed !== null && isPartKind(part.kind, needed)
  })
  if (types.length === 0) return
  const waiting = await tx.db.$queryRaw<
    {
      componentId: number
      ticketId: number
      number: string
      type: TicketType
      modelId: number
      datacenterId: number
      warehouseId: number | null
    }[]
  >`
    SELECT c.id AS "componentId", t.id AS "ticketId", t.number, t.type, sv.model_id AS "modelId",
           sv.datacenter_id AS "datacenterId", sv.warehouse_id AS "warehouseId"
    FROM ticket_components c
    JOIN tickets t ON t.id = c.ticket_id
    JOIN servers sv ON sv.id = t.server_id
    JOIN spare_part_models m ON m.model_id = sv.model_id AND m.spare_part_id = ${supply.sparePartId}
    WHERE c.part_status = 'WAITING' AND t.status IN ('OPEN', 'IN_PROGRESS') AND t.type = ANY(${types}::text[])
      AND sv.datacenter_id = ${supply.datacenterId}
    ORDER BY t.priority, t.created_at, c.id
    LIMIT (SELECT coalesce(sum(s.available), 0) FROM stock s JOIN warehouses w ON w.id = s.warehouse_id
           WHERE s.spare_part_id = ${supply.sparePartId} AND w.datacenter_id = ${supply.datacenterId})`
  const served = new Set(await reserveSpares(tx, waiting))
  const glad = waiting.filter((wish) => served.has(wish.componentId))
  if (glad.length === 0) return
  await tx.db.ticket.updateMany({
    where: { id: { in: [...new Set(glad.map((wish) => wish.ticketId))] } },
    data: { version: { increment: 1 }, updatedAt: tx.clock() },
  })
  await announceChanges(
    tx,
    glad.map((wish) => ({ entity: 'ticket', key: wish.number })),
  )
}
