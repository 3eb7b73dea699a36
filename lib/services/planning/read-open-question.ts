import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import type { ExactObjective, Question } from '../../domain/planning/exact-planner'
import type { PlannedOrder, PlanReader, PlanRequest } from './plan-request'
import { readSupply, type StoredSupply } from './read-supply'

export type ExactRequest = PlanRequest & { objective: ExactObjective }

export type StoredQuestion = Question & { supply: StoredSupply }

/** What the plan depends on, as it is at this moment, but for what stands in which rack. */
export async function readOpenQuestion(
  ctx: PlanReader,
  { demand, datacenterId }: PlannedOrder,
  { objective, constraints, includeWarehouse }: ExactRequest,
): Promise<StoredQuestion> {
  const supply = await readSupply(ctx, { datacenterId, includeWarehouse })
  return { supply, demand, objective, constraints, weights: DEFAULT_WEIGHTS }
}
