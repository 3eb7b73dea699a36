import { needsRacks } from '../../domain/planning/exact-planner'
import type { PlannedOrder, PlanReader } from './plan-request'
import { type ExactRequest, readOpenQuestion, type StoredQuestion } from './read-open-question'
import { readRacks } from './read-racks'

/** Everything the plan depends on, as it is at this moment. `open`: what is known of it already. */
export async function readQuestion(
  ctx: PlanReader,
  order: PlannedOrder,
  request: ExactRequest,
  open?: StoredQuestion,
): Promise<StoredQuestion> {
  const question = open ?? (await readOpenQuestion(ctx, order, request))
  if (!needsRacks(question)) return question
  const { supply, constraints } = question
  const power = constraints.rackPower === true
  const racks = await readRacks(ctx, { datacenterId: order.datacenterId, power, classes: supply.classes })
  return { ...question, supply: { ...supply, racks } }
}
