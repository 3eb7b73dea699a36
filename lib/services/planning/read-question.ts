import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { type ExactObjective, needsRacks, type Question } from '../../domain/planning/exact-planner'
import type { PlannedOrder, PlanReader, PlanRequest } from './plan-request'
import { readRacks } from './read-racks'
import { readSupply, type StoredSupply } from './read-supply'

export type ExactRequest = PlanRequest & { objective: ExactObjective }

export type StoredQuestion = Question & { supply: StoredSupply }

/** Everything the plan depends on, as it is at this moment. */
export async function readQuestion(
  ctx: PlanReader,
  order: PlannedOrder,
  request: ExactRequest,
): Promise<StoredQuestion> {
  const { demand, datacenterId } = order
  const { objective, constraints, includeWarehouse } = request
  const supply = await readSupply(ctx, { datacenterId, includeWarehouse })
  const question = { demand, objective, constraints, weights: DEFAULT_WEIGHTS }
  if (!needsRacks(question)) return { ...question, supply }
  const power = constraints.rackPower === true
  const racks = await readRacks(ctx, { datacenterId, power, classes: supply.classes })
  return { ...question, supply: { ...supply, racks } }
}
