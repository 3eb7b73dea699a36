import { needsRacks } from '../../domain/planning/exact-planner'
import type { PlannedOrder, PlanReader } from './plan-request'
import { type ExactRequest, readOpenQuestion, type StoredQuestion } from './read-open-question'
import { readRacks } from './read-racks'
import type { StoredClass, StoredRack } from './read-supply'

/**
 * Everything the plan depends on, as it is at this moment. `open`: what is known of it already. Where racks are read, what
 * stands in them is what counts: the two are read one after the other, and in between somebody may have taken a server.
 */
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
  return { ...question, supply: { classes: countedIn(racks, supply.classes), racks } }
}

function countedIn(racks: readonly StoredRack[], classes: readonly StoredClass[]): StoredClass[] {
  const counts = classes.map(() => 0)
  for (const { free } of racks) for (const [index, count] of free) counts[index] = (counts[index] ?? 0) + count
  return classes.map((of, index) => (of.inWarehouse ? of : { ...of, free: counts[index] ?? 0 }))
}
