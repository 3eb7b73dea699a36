import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { Priority } from '../../domain/ticket-state'
import { fitOf, readFacts } from '../../domain/tickets/part-facts'
import { recordAudits } from '../audit/record-audit'
import { bumpTickets } from './bump-tickets'
import { moveParts } from './move-parts'
import type { SpareWish } from './reserve-spares'
import { serveWaiting } from './serve-waiting'

export type PricedWish = SpareWish & { priority: Priority }

interface Held extends Omit<PricedWish, 'facts'> {
  facts: unknown
  name: string
  number: string
  sku: string
  partFacts: unknown
  sparePartId: number
  heldIn: number
  heldAt: number
}

/**
 * Components that hold a part which does not fit what is known of both by now: each gives it back and waits again, and
 * what came back goes to whoever waits for it. Returns those that are left waiting: the caller finds them another. The
 * caller holds `lockSpares` as supply of every datacenter that a part goes back to.
 */
export async function returnMisfits(
  tx: TxCtx,
  input: { of: { componentIds: readonly number[] } | { sparePartId: number }; action: string },
): Promise<PricedWish[]> {
  if ('componentIds' in input.of && input.of.componentIds.length === 0) return []
  const misfits = (await heldBy(tx, input.of)).filter(
    ({ facts, partFacts }) => !fitOf(readFacts(facts), readFacts(partFacts)).fits,
  )
  if (misfits.length === 0) return []
  const { count } = await tx.db.ticketComponent.updateMany({
    where: { id: { in: misfits.map((one) => one.componentId) }, partStatus: 'RESERVED' },
    data: { partStatus: 'WAITING', sparePartId: null, warehouseId: null },
  })
  if (count < misfits.length) throw new Error('a part was taken from its component under the lock of the spares')
  const parts = misfits.map(({ sparePartId, heldIn, ticketId }) => ({ sparePartId, warehouseId: heldIn, ticketId }))
  await moveParts(tx, { kind: 'RETURN', parts, reason: 'does not fit what is known of the component now' })
  await bumpTickets(
    tx,
    misfits.map((one) => one.ticketId),
  )
  await recordAudits(
    tx,
    misfits.map((one) => ({
      action: input.action,
      entity: 'ticket',
      key: one.number,
      datacenterId: one.datacenterId,
      detail: { component: one.name, returned: one.sku },
    })),
  )
  const supplies = new Map(misfits.map((one) => [`${one.sparePartId} ${one.heldAt}`, one]))
  const served = new Set<number>()
  for (const { sparePartId, heldAt } of supplies.values())
    for (const id of await serveWaiting(tx, { sparePartId, datacenterId: heldAt })) served.add(id)
  return misfits
    .filter((one) => !served.has(one.componentId))
    .map(({ componentId, ticketId, type, partKind, priority, modelId, datacenterId, warehouseId, facts }) => ({
      ...{ componentId, ticketId, type, partKind, priority, modelId, datacenterId, warehouseId },
      facts: readFacts(facts),
    }))
}

/** In the order in which they are served. heldIn, heldAt: warehouse and datacenter of the part; the others are the server's. */
async function heldBy(tx: TxCtx, of: { componentIds: readonly number[] } | { sparePartId: number }): Promise<Held[]> {
  const which =
    'sparePartId' in of
      ? Prisma.sql`c.spare_part_id = ${of.sparePartId}`
      : Prisma.sql`c.id = ANY(${[...of.componentIds]}::int[])`
  return tx.db.$queryRaw<Held[]>`
    SELECT c.id AS "componentId", c.name, c.facts, c.part_kind AS "partKind", t.id AS "ticketId", t.number, t.type, t.priority::text AS priority,
           sv.model_id AS "modelId", sv.datacenter_id AS "datacenterId", sv.warehouse_id AS "warehouseId",
           p.id AS "sparePartId", p.sku, p.facts AS "partFacts", w.id AS "heldIn", w.datacenter_id AS "heldAt"
    FROM ticket_components c
    JOIN tickets t ON t.id = c.ticket_id
    JOIN servers sv ON sv.id = t.server_id
    JOIN spare_parts p ON p.id = c.spare_part_id
    JOIN warehouses w ON w.id = c.warehouse_id
    WHERE ${which} AND c.part_status = 'RESERVED'
    ORDER BY t.priority, t.created_at, c.id`
}
