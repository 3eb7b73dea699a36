import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { planGreedily } from '../../domain/planning/greedy-planner'
import type { PlanOutcome } from '../../domain/planning/plan'
import { computeExactPlan } from './compute-exact-plan'
import { findCandidates, rackHeadroom } from './find-candidates'
import type { PlannedOrder, PlanReader, PlanRequest } from './plan-request'

/**
 * What a plan would be at this moment; saves nothing. Without a transaction it is a view of committed inventory, and no
 * server in it is held.
 */
export async function computePlan(ctx: PlanReader, order: PlannedOrder, request: PlanRequest): Promise<PlanOutcome> {
  const { objective } = request
  if (objective === 'greedy') return computeGreedyPlan(ctx, order, request)
  return computeExactPlan(ctx, order, { ...request, objective })
}

async function computeGreedyPlan(ctx: PlanReader, order: PlannedOrder, request: PlanRequest): Promise<PlanOutcome> {
  const candidates = await findCandidates(ctx, { ...order, ...request })
  const racks = request.constraints.rackPower === true ? await rackHeadroom(ctx, candidates) : []
  return planGreedily({
    demand: order.demand,
    objective: request.objective,
    candidates,
    constraints: request.constraints,
    weights: DEFAULT_WEIGHTS,
    rackHeadroomW: new Map(racks.map(({ rack, headroomW }) => [rack, headroomW])),
  })
}
