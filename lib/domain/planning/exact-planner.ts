import { compositeScore, type Weights } from './composite-score'
import { countsOf, type DecideOptions, type Decision, decide } from './decide'
import { placeInFewRacks } from './few-racks'
import { decideFewestRacks } from './fewest-racks'
import {
  askedOf,
  type Constraints,
  type Demand,
  type Goal,
  type GoalResult,
  type LeftOut,
  LIMITS,
  type Limit,
  type LimitPrice,
  type Objective,
} from './plan'
import { type Placed, rackRulesOf, ruleRacks } from './rack-rules'
import type { Certificate } from './solver/safe-bound'
import type { Supply } from './supply'
import { usableModels } from './usable-models'

export type ExactObjective = Exclude<Objective, 'greedy'>

/** All that a plan depends on. `supply` is everything that is free; `constraints` says what of it may be used. */
export interface Question {
  supply: Supply
  demand: Demand
  objective: ExactObjective
  constraints: Constraints
  weights: Weights
}

export type ExactAnswer =
  | {
      kind: 'feasible'
      placement: Placed[]
      /** In their order; the number of racks only where racks were part of the supply. */
      goals: GoalResult[]
      certificate: Certificate
    }
  | { kind: 'infeasible'; proven: boolean }

/** Do the objective and the constraints need to know what stands in which rack? */
export function needsRacks({ objective, constraints, demand }: Omit<Question, 'supply' | 'weights'>): boolean {
  return objective === 'fewest-racks' || ruleRacks(rackRulesOf(constraints, demand))
}

/** The best plan by the objective, in classes and racks; names are given to it by whoever knows the servers. */
export async function planExactly(question: Question, options: DecideOptions = {}): Promise<ExactAnswer> {
  const { demand, objective, constraints, weights } = question
  const { supply } = usableSupply(question)
  const rules = rackRulesOf(constraints, demand)
  const input = { supply, demand, rules, weights }
  if (objective === 'fewest-racks') {
    const found = await decideFewestRacks(input, options)
    if ('kind' in found) return { kind: 'infeasible', proven: found.proven }
    const { decision, racks, bound } = found
    return toAnswer(question, decision, decision.placement, [
      { goal: 'racks', value: racks, bound },
      ...decision.settled,
    ])
  }
  const decision = await decide({ ...input, objective }, options)
  if (decision.kind === 'infeasible') return { kind: 'infeasible', proven: decision.proven }
  if (supply.racks.length === 0 || options.firstGoalOnly)
    return toAnswer(question, decision, decision.placement, decision.settled)
  const few = placeInFewRacks(supply, rules, decision.placement)
  if (few === null) return { kind: 'infeasible', proven: false }
  const { placement, racks, bound } = few
  return toAnswer(question, decision, placement, [...decision.settled, { goal: 'racks', value: racks, bound }])
}

function toAnswer(
  { demand, weights }: Question,
  { certificate }: Extract<Decision, { kind: 'feasible' }>,
  placement: Placed[],
  goals: GoalResult[],
): ExactAnswer {
  // The programme counts all capacity that is taken: what is asked of it is not stranded.
  const asked = compositeScore(askedOf(demand), weights)
  const units = (goal: Goal) => (goal === 'stranded' ? asked : 0)
  return {
    kind: 'feasible',
    placement,
    goals: goals.map(({ goal, value, bound }) => ({
      goal,
      value: value - units(goal),
      bound: Math.max(0, bound - units(goal)),
    })),
    certificate,
  }
}

/**
 * The supply without what the objective and the constraints may not use: models not allowed, and models without a cost for
 * `lowest-cost` or without watts for `lowest-power` and a rack's power budget. Classes keep their index, with 0 free.
 */
export function usableSupply({
  supply,
  objective,
  constraints,
}: Pick<Question, 'supply' | 'objective' | 'constraints'>): { supply: Supply; leftOut: LeftOut[] } {
  const usable = usableModels(objective, constraints)
  const leftOut = new Map<string, LeftOut>()
  const isUsable = supply.classes.map((of) => {
    const missing = usable(of)
    if (typeof missing === 'boolean') return missing
    const servers = (leftOut.get(of.model)?.servers ?? 0) + of.free
    leftOut.set(of.model, { model: of.model, servers, missing })
    return false
  })
  if (isUsable.every(Boolean)) return { supply, leftOut: [] }
  return {
    supply: {
      classes: supply.classes.map((of, index) => (isUsable[index] ? of : { ...of, free: 0 })),
      racks: supply.racks.map((rack) => ({ ...rack, free: rack.free.filter(([index]) => isUsable[index]) })),
    },
    leftOut: [...leftOut.values()],
  }
}

/** Those that these constraints set. */
export function limitsIn(constraints: Constraints): Limit[] {
  return LIMITS.filter((limit) => constraints[limit] !== undefined && constraints[limit] !== false)
}

export function withoutLimit(constraints: Constraints, limit: Limit): Constraints {
  const { [limit]: _, ...kept } = constraints
  return kept
}

/**
 * The price of each limit: the same question without it, its first goal alone. `value` is what it came to with all of them.
 * Where nothing can be below that even without any limit, none of them has a price, and one question answers for all; `whole`
 * gives the question with its racks where that takes more.
 */
export async function priceLimits(
  question: Question,
  value: number,
  { whole, ...options }: DecideOptions & { whole?: () => Promise<Question> } = {},
): Promise<LimitPrice[]> {
  const limits = limitsIn(question.constraints)
  if (limits.length === 0) return []
  const first = (of: Question, constraints: Constraints) => firstGoal({ ...of, constraints }, options)
  const unlimited = question.objective === 'fewest-racks' ? null : await first(question, {})
  if (unlimited !== null && unlimited.bound >= value) return limits.map((limit) => ({ limit, value }))
  const [only] = limits
  if (unlimited !== null && only !== undefined && limits.length === 1) return [{ limit: only, value: unlimited.value }]
  const asked = (await whole?.()) ?? question
  const prices: LimitPrice[] = []
  for (const limit of limits) {
    prices.push({ limit, value: (await first(asked, withoutLimit(question.constraints, limit)))?.value ?? null })
  }
  return prices
}

async function firstGoal(question: Question, options: DecideOptions): Promise<GoalResult | null> {
  const answer = await planExactly(question, { ...options, firstGoalOnly: true })
  return answer.kind === 'feasible' ? (answer.goals[0] ?? null) : null
}

/** Servers that an answer takes. */
export function serversIn(answer: ExactAnswer, supply: Supply): number | null {
  if (answer.kind === 'infeasible') return null
  return countsOf(answer.placement, supply).reduce((sum, count) => sum + count, 0)
}
