import type { Prisma } from '../../db/generated/client'
import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { planGreedily } from '../../domain/planning/greedy-planner'
import type { Constraints, Demand, DemandLine, Objective, Planner, PlanOutcome } from '../../domain/planning/plan'

import { findCandidates, rackHeadroom } from './find-candidates'

export interface PlanRequest {
  objective: Objective
  constraints: Constraints
  includeWarehouse: boolean
}

/** The planner of this installation, behind its port. */
const planner: Planner = planGreedily

/**
 * What a plan would be at this moment; saves nothing. Without a transaction it is a view of committed inventory, and no
 * server in it is held.
 */
export async function computePlan(
  ctx: { db: Prisma.TransactionClient; clock: () => Date },
  order: { datacenterId: number; demand: Demand },
  request: PlanRequest,
): Promise<PlanOutcome> {
  const candidates = await findCandidates(ctx, { ...order, ...request })
  const racks = request.constraints.rackPower === true ? await rackHeadroom(ctx, candidates) : []
  return planner({
    demand: order.demand,
    objective: request.objective,
    candidates,
    constraints: request.constraints,
    weights: DEFAULT_WEIGHTS,
    rackHeadroomW: new Map(racks.map(({ rack, headroomW }) => [rack, headroomW])),
  })
}

/** What an order's row asks for: its lines where it has some, else its totals. */
export function demandOf(order: {
  cpuCores: number
  ramGb: number
  nvmeGb: number
  lines: readonly DemandLine[]
}): Demand {
  if (order.lines.length > 0) return { kind: 'lines', lines: order.lines }
  return { kind: 'totals', cpuCores: order.cpuCores, ramGb: order.ramGb, nvmeGb: order.nvmeGb }
}
