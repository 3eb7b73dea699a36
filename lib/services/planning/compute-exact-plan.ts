import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import { covers } from '../../domain/planning/composite-score'
import { countsOf } from '../../domain/planning/decide'
import { type ExactAnswer, planExactly, priceLimits, usableSupply } from '../../domain/planning/exact-planner'
import { explainInfeasible } from '../../domain/planning/explain-infeasible'
import { type FewRacks, placeInFewRacks } from '../../domain/planning/few-racks'
import { type Candidate, type GoalResult, type PlanOutcome, shapeOf, totalsOf } from '../../domain/planning/plan'
import { type Placed, type RackRules, rackRulesOf } from '../../domain/planning/rack-rules'
import { LineCuts } from '../../domain/planning/solver/line-cuts'
import type { Claims, Slot } from './claims'
import { fewestRacksBound } from './fewest-racks-bound'
import { solverOptions } from './highs-solver'
import { nameServers } from './name-servers'
import type { PlannedOrder, PlanReader } from './plan-request'
import { type ExactRequest, readQuestion, type StoredQuestion } from './read-question'
import { readRacks } from './read-racks'
import type { StoredRack, StoredSupply } from './read-supply'

/** Inventory may change between the count and the naming: then it is counted again. */
const ATTEMPTS = 6
/** Beyond so many, other racks are looked at only for orders that these can't hold. */
const MOST_RACKS = 200

/** The best plan there is, with its proof: counted by class, decided, then named. Throws `conflict` when inventory never rests. */
export async function computeExactPlan(
  ctx: PlanReader,
  order: PlannedOrder,
  request: ExactRequest,
): Promise<PlanOutcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const question = await readQuestion(ctx, order, request)
    const answer = await planExactly(question, solverOptions)
    if (answer.kind === 'infeasible') {
      const { leftOut } = usableSupply(question)
      const { shortfall, explanation } = await explainInfeasible(question, solverOptions)
      return { kind: 'infeasible', shortfall, proven: answer.proven, leftOut, explanation }
    }
    const named = await nameAnswer(ctx, order, question, answer)
    if (named === null) continue
    const value = named.goals[0]?.value ?? 0
    return toOutcome(question, named, await priceLimits(question, value, solverOptions))
  }
  throw new AppError('conflict', 'The free servers change faster than they can be planned: try again.')
}

interface NamedAnswer {
  /** With the racks that were looked at. */
  supply: StoredSupply
  answer: Extract<ExactAnswer, { kind: 'feasible' }>
  goals: GoalResult[]
  servers: Candidate[]
}

async function nameAnswer(
  ctx: PlanReader,
  order: PlannedOrder,
  question: StoredQuestion,
  answer: Extract<ExactAnswer, { kind: 'feasible' }>,
): Promise<NamedAnswer | null> {
  const { datacenterId } = order
  let { supply } = question
  let { placement, goals } = answer
  let skip: number[] = []
  if (supply.racks.length === 0) {
    const racks = await racksFor(ctx, datacenterId, supply, placement)
    supply = { ...supply, racks }
    const few = placeApart(ctx.claims, supply, rackRulesOf(question.constraints, question.demand), placement)
    placement = few.placement
    skip = few.skip
    const servers = placement.reduce((sum, { rack, count }) => (rack === null ? sum : sum + count), 0)
    const { classes } = supply
    const bound = await fewestRacksBound(ctx, { datacenterId, classes, servers, found: few.racks, racks })
    goals = [...goals, { goal: 'racks', value: few.racks, bound }]
  }
  ctx.claims?.claim(placement.flatMap((placed) => slotOf(supply, placed) ?? []))
  const includeWarehouse = supply.classes.some((of) => of.inWarehouse)
  const named = await nameServers(ctx, { datacenterId, supply, placement, includeWarehouse, skip })
  if (named === null) ctx.claims?.withdraw()
  return named === null ? null : { supply, answer, goals, servers: named }
}

/** No limit asked for racks: only those that hold some of the classes that were chosen are looked at, and the best of them. */
async function racksFor(
  ctx: PlanReader,
  datacenterId: number,
  supply: StoredSupply,
  placement: readonly Placed[],
): Promise<StoredRack[]> {
  const query = { datacenterId, power: false, classes: supply.classes, counts: countsOf(placement, supply) }
  const racks = await readRacks(ctx, { ...query, most: MOST_RACKS })
  return racks.length < MOST_RACKS || holds({ ...supply, racks }, placement) ? racks : readRacks(ctx, query)
}

/**
 * In as few racks as can be found, or in one more that others are not about to take from: what they take is gone, and the
 * plan with it.
 */
function placeApart(
  claims: Claims | undefined,
  supply: StoredSupply,
  rules: RackRules,
  placement: readonly Placed[],
): FewRacks & { skip: number[] } {
  const few = placeInFewRacks(supply, rules, placement)
  const apart = claims?.without(supply) ?? null
  if (claims === undefined || apart === null || !holds(apart, placement)) return { ...few, skip: [] }
  const other = placeInFewRacks(apart, rules, placement)
  if (other.racks > few.racks + 1) return { ...few, skip: [] }
  const skip = other.placement.map((placed) => {
    const slot = slotOf(supply, placed)
    return slot === null ? 0 : claims.ofOthers(slot)
  })
  return { ...other, skip }
}

function holds(supply: StoredSupply, placement: readonly Placed[]): boolean {
  const counts = countsOf(placement, supply)
  const left = supply.classes.map(({ inWarehouse }, index) => (inWarehouse ? 0 : (counts[index] ?? 0)))
  for (const { free } of supply.racks) for (const [index, count] of free) left[index] = (left[index] ?? 0) - count
  return left.every((count) => count <= 0)
}

function slotOf(supply: StoredSupply, { rack, classIndex, count }: Placed): Slot | null {
  const of = supply.classes[classIndex]
  const stored = rack === null ? undefined : supply.racks[rack]
  if (of === undefined || stored === undefined) return null
  return { rackId: stored.rackId, modelId: of.modelId, firmwareAtTarget: of.firmwareAtTarget, count }
}

function toOutcome(
  question: StoredQuestion,
  { supply, answer, goals, servers }: NamedAnswer,
  limitPrices: Awaited<ReturnType<typeof priceLimits>>,
): PlanOutcome {
  const [first] = goals
  const lineOf = linesOf(question, servers)
  const items = servers.map((server, index) => ({
    serverId: server.serverId,
    barcode: server.barcode,
    model: server.model,
    rack: server.rack,
    u: server.u,
    line: lineOf[index] ?? null,
  }))
  return {
    kind: 'feasible',
    // By line, then as they are walked: the sort is stable.
    items: items.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    value: first?.value ?? 0,
    bound: first?.bound ?? 0,
    method: 'exact',
    proof: first !== undefined && first.bound === first.value ? 'optimal' : 'feasible',
    totals: totalsOf(servers, question.demand, question.weights),
    leftOut: usableSupply(question).leftOut,
    exact: { goals, certificate: answer.certificate, limitPrices, snapshot: snapshotOf({ ...question, supply }) },
  }
}

/** Which line each server serves: as many of each class as the assignment says, in the order they come. */
function linesOf({ demand }: StoredQuestion, servers: readonly Candidate[]): (number | null)[] {
  if (demand.kind === 'totals') return servers.map(() => null)
  const models = [...new Set(servers.map(({ model }) => model))]
  const samples = models.map((model) => servers.find((server) => server.model === model))
  const cuts = new LineCuts(
    demand.lines.map((line) => ({
      count: line.count,
      columns: samples.flatMap((of, index) => (of !== undefined && covers(of, shapeOf(line)) ? [index] : [])),
    })),
    models.length,
  )
  const left = cuts.assign(models.map((model) => servers.filter((server) => server.model === model).length))
  return servers.map(({ model }) => {
    const column = models.indexOf(model)
    const line = left.findIndex((counts) => (counts[column] ?? 0) > 0)
    const counts = left[line]
    if (counts === undefined) throw new Error(`No line is left for a server of model ${model}`)
    counts[column] = (counts[column] ?? 0) - 1
    return line
  })
}

/** A name for everything that the plan was made from: the same again gives the same plan. */
function snapshotOf(question: StoredQuestion): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('hex')
}
