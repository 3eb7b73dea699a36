import type { z } from 'zod'
import type { PlannedMoveView, planMoveInput } from '../../contracts/inventory/planned-move'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { conflict, unknownReference } from '../../domain/errors'
import { scanOutcome, scanTarget } from '../../domain/scan'
import { authorize } from '../access/authorize'
import { announceChanges, recordAudit } from '../audit/record-audit'
import { placing, type WantedPlace } from './place-refusal'
import { plannedMoveSelect, toPlannedMoveView } from './planned-move-view'

type PlanMove = z.output<typeof planMoveInput>

/**
 * Keeps a place in a rack for a server, in place of the one that was kept for it before. 409 with `blockedBy` where something
 * stands there or is to stand there: the database decides that by the constraint that keeps servers apart.
 */
export async function planMove(ctx: Ctx, input: PlanMove): Promise<PlannedMoveView> {
  return placing(ctx, (remember) => inTransaction(ctx, (tx) => plan(tx, input, remember)))
}

const plan = async (tx: TxCtx, input: PlanMove, remember: (place: WantedPlace) => void): Promise<PlannedMoveView> => {
  const server = await plannedServer(tx, input.server)
  const rack = await tx.db.rack.findUnique({
    where: { code: input.rack },
    select: { id: true, code: true, datacenterId: true },
  })
  if (rack === null) throw unknownReference('rack', 'rack', input.rack)
  authorize(tx, 'inventory.plan-move', server.datacenterId)
  authorize(tx, 'inventory.plan-move', rack.datacenterId)
  refuse(server, rack, input)
  const orderId = await orderOf(tx, input.order, server.orderId)
  const { u, face, note = null } = input
  const { heightU, depth } = server
  remember({ rackId: rack.id, u, face, heightU, depth, self: { barcode: server.barcode } })
  const before = await tx.db.plannedMove.findUnique({ where: { serverId: server.id }, select: plannedMoveSelect })
  await tx.db.plannedMove.deleteMany({ where: { serverId: server.id } })
  const row = await tx.db.plannedMove.create({
    data: {
      ...{ serverId: server.id, rackId: rack.id, u, face, heightU, depth, orderId, note },
      ...{ by: tx.actor.name, createdAt: tx.clock() },
    },
    select: plannedMoveSelect,
  })
  await recordAudit(tx, {
    action: 'inventory.plan-move',
    entity: 'server',
    key: server.barcode,
    datacenterId: server.datacenterId,
    ...(note === null ? {} : { reason: note }),
    detail: {
      to: { rack: rack.code, u, face },
      ...(before === null ? {} : { before: { rack: before.rack.code, u: before.u, face: before.face } }),
      ...(row.order === null ? {} : { order: row.order.number }),
    },
  })
  const racks = [rack.code, before?.rack.code].filter((code) => code !== undefined)
  await announceChanges(
    tx,
    racks.map((key) => ({ entity: 'rack', key })),
  )
  return toPlannedMoveView(row)
}

const plannedServer = async (tx: TxCtx, barcode: string) => {
  const locked = await lockServer(tx, barcode)
  if (locked === null) throw unknownReference('server', 'server', barcode)
  return tx.db.server.findUniqueOrThrow({
    where: { id: locked.id },
    select: {
      ...{ id: true, barcode: true, state: true, datacenterId: true, rackId: true, u: true, face: true },
      ...{ warehouseId: true, heightU: true, depth: true, orderId: true },
    },
  })
}

/** What no later scan could ever make true. That it can't be moved yet is no reason: that is what a plan is for. */
function refuse(
  server: Awaited<ReturnType<typeof plannedServer>>,
  rack: { id: number; code: string; datacenterId: number },
  { u, face }: PlanMove,
): void {
  const { datacenterId: datacenter, rackId, warehouseId: warehouse } = server
  const target = scanTarget(
    { datacenter, rack: rackId, u: server.u, face: server.face, warehouse },
    { into: 'rack', datacenter: rack.datacenterId, rack: rack.id, u, face },
  )
  if (rackId === rack.id && server.u === u && (server.face === face || server.depth === 'full')) {
    throw conflict('conflict', `${server.barcode} stands there already.`, { barcode: server.barcode })
  }
  const outcome = scanOutcome(server.state, target)
  if (outcome.ok || (outcome.code !== 'wrong-datacenter' && outcome.code !== 'decommissioned')) return
  throw conflict(outcome.code, `${server.barcode}: ${outcome.words} ${outcome.wayOut}`, { barcode: server.barcode })
}

const orderOf = async (tx: TxCtx, number: string | undefined, own: number | null): Promise<number | null> => {
  if (number === undefined) return own
  const order = await tx.db.order.findUnique({ where: { number }, select: { id: true } })
  if (order === null) throw unknownReference('order', 'order', number)
  return order.id
}
