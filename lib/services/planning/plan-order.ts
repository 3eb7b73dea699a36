import type { PlanView } from '../../contracts/planning/plan'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockOrder } from '../../db/locks'
import { illegalTransition, notFound } from '../../domain/errors'
import { orderMachine } from '../../domain/order-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { applyOrderTransition } from './apply-order-transition'
import { computePlan, demandOf, type PlanRequest } from './compute-plan'
import { giveBackServers } from './give-back-servers'
import { infeasiblePlan } from './infeasible-plan'
import { type FeasibleOutcome, leftOutOf, type PlanRow, plainConstraints, toFreshPlan, totalsOf } from './plan-view'

const ACTION = 'planning.plan-order'

const orderToPlan = {
  id: true,
  number: true,
  status: true,
  datacenterId: true,
  cpuCores: true,
  ramGb: true,
  nvmeGb: true,
  lines: {
    select: { id: true, count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
    orderBy: { position: 'asc' },
  },
} as const

/**
 * Plans an order, again if it was planned: the plan before is superseded, and what an allocated order held is given back
 * first. All or nothing: when it is infeasible (422 with the shortfall) the order keeps what it had. A plan holds nothing.
 */
export async function planOrder(ctx: Ctx, input: PlanRequest & { number: string }): Promise<PlanView> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, input.number)
    if (locked === null) throw notFound('order', input.number)
    const order = await tx.db.order.findUniqueOrThrow({ where: { id: locked.id }, select: orderToPlan })
    authorize(tx, ACTION, order.datacenterId)
    if (order.status !== 'PLANNED' && !orderMachine.canGo(order.status, 'PLANNED')) {
      throw illegalTransition('order', order.number, order.status, 'PLANNED', orderMachine.allowed(order.status))
    }
    if (order.status === 'ALLOCATED') await giveBackAll(tx, order.id)
    const outcome = await computePlan(tx, { datacenterId: order.datacenterId, demand: demandOf(order) }, input)
    if (outcome.kind === 'infeasible') throw infeasiblePlan(order.number, input.constraints, outcome)
    const lineIds = order.lines.map(({ id }) => id)
    const saved = await savePlan(tx, { orderId: order.id, lineIds }, input, outcome)
    if (order.status === 'PLANNED') {
      await tx.db.order.update({ where: { id: order.id }, data: { version: { increment: 1 } } })
    } else {
      await applyOrderTransition(tx, { orderId: order.id, to: 'PLANNED', action: ACTION, detail: { plan: saved.id } })
    }
    await recordAudit(tx, {
      action: ACTION,
      entity: 'plan',
      key: saved.id,
      to: 'current',
      datacenterId: order.datacenterId,
      detail: { order: order.number, objective: input.objective, servers: outcome.totals.servers },
    })
    const { createdAt, ...kept } = saved
    return { ...toFreshPlan(order.number, input, outcome), ...kept, createdAt: createdAt.toISOString() }
  })
}

async function giveBackAll(tx: TxCtx, orderId: number): Promise<void> {
  const held = await tx.db.allocation.findMany({ where: { orderId, status: 'ACTIVE' }, select: { serverId: true } })
  const serverIds = held.map(({ serverId }) => serverId)
  await giveBackServers(tx, { serverIds, action: ACTION, reason: 'The order is planned anew.' })
}

type SavedPlan = Pick<PlanRow, 'id' | 'status' | 'createdBy' | 'createdAt'>

async function savePlan(
  tx: TxCtx,
  order: { orderId: number; lineIds: readonly number[] },
  request: PlanRequest,
  outcome: FeasibleOutcome,
): Promise<SavedPlan> {
  await tx.db.allocationPlan.updateMany({
    where: { orderId: order.orderId, status: { in: ['current', 'allocated'] } },
    data: { status: 'superseded' },
  })
  const saved = await tx.db.allocationPlan.create({
    data: {
      orderId: order.orderId,
      objective: request.objective,
      constraints: plainConstraints(request.constraints),
      includeWarehouse: request.includeWarehouse,
      method: outcome.method,
      proof: outcome.proof,
      value: BigInt(outcome.value),
      bound: outcome.bound === null ? null : BigInt(outcome.bound),
      totals: totalsOf(outcome),
      leftOut: leftOutOf(outcome),
      createdBy: tx.actor.name,
      createdAt: tx.clock(),
    },
    select: { id: true, status: true, createdBy: true, createdAt: true },
  })
  await tx.db.planItem.createMany({
    data: outcome.items.map(({ serverId, rack, u, line }, position) => ({
      planId: saved.id,
      serverId,
      position,
      lineId: line === null ? null : (order.lineIds[line] ?? null),
      rackCode: rack,
      u,
    })),
  })
  return saved
}
