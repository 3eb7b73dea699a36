import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import { covers } from '../../domain/planning/composite-score'
import { countsOf } from '../../domain/planning/decide'
import { type ExactAnswer, planExactly, priceLimits, usableSupply } from '../../domain/planning/exact-planner'
import { explainInfeasible } from '../../domain/planning/explain-infeasible'
import { type FewRacks, placeInFewRacks } from '../../domain/planning/few-racks'
import {
  type Candidate,
  type GoalResult,
  type LimitPrice,
  type PlanOutcome,
  shapeOf,
  totalsOf,
} from '../../domain/planning/plan'
import { type Placed, type RackRules, rackRulesOf } from '../../domain/planning/rack-rules'
import { LineCuts } from '../../domain/planning/solver/line-cuts'
import type { Claims, Slot } from './claims'
import { fewestRacksBound } from './fewest-racks-bound'
import { solverOptions } from './highs-solver'
import { nameServers } from './name-servers'
import type { PlannedOrder, PlanReader } from './plan-request'
import { type ExactRequest, readOpenQuestion, type StoredQuestion } from './read-open-question'
import { readQuestion } from './read-question'
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
    const open = await readOpenQuestion(ctx, order, request)
    const whole = () => readQuestion(ctx, order, request, open)
    const decided = (await decideOpen(ctx, order, open)) ?? (await decideWhole(await whole()))
    if (decided.kind === 'infeasible') return decided
    const servers = await nameServersOf(ctx, order, decided)
    if (servers === null) continue
    const value = decided.goals[0]?.value ?? 0
    return toOutcome(decided, servers, await priceLimits(open, value, { ...solverOptions, whole }))
  }
  throw new AppError('conflict', 'The free servers change faster than they can be planned: try again.')
}

interface Decided {
  kind: 'feasible'
  /** Its supply with the racks that were looked at. */
  question: StoredQuestion
  placement: readonly Placed[]
  /** Of each entry of the placement, how many of its first servers are left to others. */
  skip: readonly number[]
  goals: GoalResult[]
  certificate: Extract<ExactAnswer, { kind: 'feasible' }>['certificate']
}

/**
 * Decided by classes alone, and then placed in racks that hold most of those that were chosen: most orders bind no rack, and
 * then this is the best of all, whatever stands elsewhere. Null where there is none, it can't be placed so, or racks are what it is about.
 */
async function decideOpen(ctx: PlanReader, order: PlannedOrder, question: StoredQuestion): Promise<Decided | null> {
  if (question.objective === 'fewest-racks') return null
  const answer = await planExactly(question, { ...solverOptions, openRacks: true })
  if (answer.kind === 'infeasible') return null
  const { datacenterId } = order
  const racks = await racksFor(ctx, datacenterId, question, answer.placement)
  const supply = { ...question.supply, racks }
  const rules = rackRulesOf(question.constraints, question.demand)
  const few = placeApart(ctx.claims, supply, rules, answer.placement)
  if (few === null) return null
  const { placement, skip, racks: found } = few
  const count = (of: readonly Placed[]) => of.reduce((sum, placed) => sum + placed.count, 0)
  const racked = count(placement.filter(({ rack }) => rack !== null))
  const bound = await fewestRacksBound(ctx, { datacenterId, supply, rules, servers: count(placement), racked, found })
  const goals = [...answer.goals, { goal: 'racks' as const, value: found, bound }]
  return {
    kind: 'feasible',
    question: { ...question, supply },
    placement,
    skip,
    goals,
    certificate: answer.certificate,
  }
}

/** Decided with all racks in view; where there is no plan, why. */
async function decideWhole(question: StoredQuestion): Promise<Decided | Extract<PlanOutcome, { kind: 'infeasible' }>> {
  const answer = await planExactly(question, solverOptions)
  if (answer.kind === 'feasible') return { ...answer, question, skip: [] }
  const { leftOut } = usableSupply(question)
  const { shortfall, explanation } = await explainInfeasible(question, solverOptions)
  return { kind: 'infeasible', shortfall, proven: answer.proven, leftOut, explanation }
}

/** Null where there are fewer by now than were counted. */
async function nameServersOf(ctx: PlanReader, order: PlannedOrder, decided: Decided): Promise<Candidate[] | null> {
  const { question, placement, skip } = decided
  const { supply } = question
  ctx.claims?.claim(placement.flatMap((placed) => slotOf(supply, placed) ?? []))
  const includeWarehouse = supply.classes.some((of) => of.inWarehouse)
  const { datacenterId } = order
  const servers = await nameServers(ctx, { datacenterId, supply, placement, includeWarehouse, skip })
  if (servers === null) ctx.claims?.withdraw()
  return servers
}

/** Racks that hold some of the classes that were chosen, those with most of them; all such where these can't hold the plan. */
async function racksFor(
  ctx: PlanReader,
  datacenterId: number,
  { supply, constraints }: StoredQuestion,
  placement: readonly Placed[],
): Promise<StoredRack[]> {
  const counts = countsOf(placement, supply)
  const query = { datacenterId, power: constraints.rackPower === true, classes: supply.classes, counts }
  const racks = await readRacks(ctx, { ...query, most: MOST_RACKS })
  return racks.length < MOST_RACKS || holds({ ...supply, racks }, placement) ? racks : readRacks(ctx, query)
}

/**
 * In as few racks as can be found, or in one more that others are not about to take from: what they take is gone, and the
 * plan with it. Null where these racks can't hold it.
 */
function placeApart(
  claims: Claims | undefined,
  supply: StoredSupply,
  rules: RackRules,
  placement: readonly Placed[],
): (FewRacks & { skip: number[] }) | null {
  const few = placeInFewRacks(supply, rules, placement)
  if (few === null) return null
  const apart = claims?.without(supply) ?? null
  const other = apart === null ? null : placeInFewRacks(apart, rules, placement)
  if (claims === undefined || other === null || other.racks > few.racks + 1) return { ...few, skip: [] }
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
  { question, goals, certificate }: Decided,
  servers: readonly Candidate[],
  limitPrices: LimitPrice[],
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
    exact: { goals, certificate, limitPrices, snapshot: snapshotOf(question) },
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
