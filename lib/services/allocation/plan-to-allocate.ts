import type { TxCtx } from '../../db/context'
import { conflict, notFound } from '../../domain/errors'
import { covers, sumCapacity } from '../../domain/planning/composite-score'
import { askedOf, type Constraints, type Demand, type Objective, shapeOf } from '../../domain/planning/plan'
import type { ServerFacts } from '../planning/load-server-facts'
import { demandOf } from '../planning/plan-request'
import { constraintsOf, objectiveOf } from '../planning/plan-view'

export interface PlanToAllocate {
  id: string
  order: { id: number; number: string; datacenterId: number; demand: Demand }
  objective: Objective
  constraints: Constraints
  includeWarehouse: boolean
  /** In plan order. */
  serverIds: number[]
  /** Of each server, the index of the line that it serves; null for totals. */
  lines: (number | null)[]
}

const planSelect = {
  id: true,
  status: true,
  objective: true,
  constraints: true,
  includeWarehouse: true,
  items: { select: { serverId: true, line: { select: { position: true } } }, orderBy: { position: 'asc' } },
  order: {
    select: {
      id: true,
      number: true,
      datacenterId: true,
      cpuCores: true,
      ramGb: true,
      nvmeGb: true,
      lines: {
        select: { count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
        orderBy: { position: 'asc' },
      },
    },
  },
} as const

/**
 * The current plan of a locked order, or the one that was asked for if it is still current. Throws `no-plan`,
 * `plan-superseded`, or `not-found` for a plan of another order.
 */
export async function planToAllocate(
  tx: TxCtx,
  order: { id: number; number: string },
  planId: string | undefined,
): Promise<PlanToAllocate> {
  const plan = await tx.db.allocationPlan.findFirst({
    where: { orderId: order.id, ...(planId === undefined ? { status: 'current' } : { id: planId }) },
    select: planSelect,
  })
  if (plan === null) {
    if (planId !== undefined) throw notFound('plan', planId)
    throw conflict('no-plan', `Order ${order.number} has no plan: plan it first.`)
  }
  if (plan.status !== 'current') {
    throw conflict('plan-superseded', `Order ${order.number} was planned again or its plan was dropped meanwhile.`)
  }
  const { id, number, datacenterId } = plan.order
  return {
    id: plan.id,
    order: { id, number, datacenterId, demand: demandOf(plan.order) },
    objective: objectiveOf(plan),
    constraints: constraintsOf(plan),
    includeWarehouse: plan.includeWarehouse,
    serverIds: plan.items.map(({ serverId }) => serverId),
    lines: plan.items.map(({ line }) => line?.position ?? null),
  }
}

/** Do the servers, as their models are now, still cover what the order asks? `servers` in plan order. */
export function stillCovers(plan: PlanToAllocate, servers: readonly ServerFacts[]): boolean {
  const { demand } = plan.order
  const capacities = servers.map(({ cpuCores, ramGb, nvmeGb }) => ({
    cpuCores: cpuCores ?? 0,
    ramGb: ramGb ?? 0,
    nvmeGb: nvmeGb ?? 0,
  }))
  if (demand.kind === 'totals') return covers(sumCapacity(capacities), askedOf(demand))
  return capacities.every((capacity, index) => {
    const asked = demand.lines[plan.lines[index] ?? -1]
    return asked !== undefined && covers(capacity, shapeOf(asked))
  })
}
