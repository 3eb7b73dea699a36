import { ClassProgram } from './class-program'
import type { Weights } from './composite-score'
import { costOf, goalsOf, isOfModel } from './goals'
import type { Demand, Goal, Objective } from './plan'
import { brokenRacks, type Placed, type RackRules, ruleRacks } from './rack-rules'
import type { MipSolver } from './solver/mip-solver'
import { type Certificate, certify } from './solver/safe-bound'
import { solve } from './solver/solve'
import type { Supply } from './supply'

/** Parts that branch and bound may open for the first goal, and for each later one. */
const FIRST_NODES = 1_000
const LATER_NODES = 60
/** Nodes of the solver behind the port, for the first goal alone. */
const MIP_NODES = 20_000
/** Rounds of giving racks rows of their own before it is left at the answer so far. */
const MOST_OWN_ROUNDS = 12

export interface DecisionInput {
  supply: Supply
  demand: Demand
  objective: Exclude<Objective, 'greedy' | 'fewest-racks'>
  rules: RackRules
  weights: Weights
}

/** One goal of the plan: what it came to, and what nothing can be below. In units of the goal (see `costOf`). */
export interface Settled {
  goal: Exclude<Goal, 'racks'>
  value: number
  bound: number
}

export type Decision =
  | {
      kind: 'feasible'
      /** By class, and by rack where rules on racks asked for it. */
      placement: Placed[]
      settled: Settled[]
      certificate: Certificate
      nodes: number
    }
  /** `proven`: no plan exists; else none was found within the budget. */
  | { kind: 'infeasible'; proven: boolean; nodes: number }

export interface DecideOptions {
  mip?: MipSolver | undefined
  /** Awaited now and then, so that others get their turn while this computes. */
  pause?: (() => Promise<void>) | undefined
  /** Told once, when there is a first whole answer to the first goal that keeps every limit. */
  onFirstAnswer?: (() => void) | undefined
  /** Told when the first goal is settled. */
  onFirstGoal?: (() => void) | undefined
  /**
   * It is not known what stands in which rack: the answer keeps the rules on racks only as far as classes show, and leaves
   * the racks open. Nothing that keeps all of them is better, so one that can be placed (`placeInFewRacks`) is the best.
   */
  openRacks?: boolean | undefined
  /** Only the first goal: for questions such as "what would it be without this limit". */
  firstGoalOnly?: boolean | undefined
}

/**
 * How many servers of each class serve the order best: goal after goal, each settled before the next is looked at (solve,
 * keep the value as a row, solve the next), never as a weighted sum. Pure: the same input gives the same decision.
 */
export async function decide(input: DecisionInput, options: DecideOptions = {}): Promise<Decision> {
  const ownRacks = new Set<number>()
  for (let round = 0; ; round++) {
    const decision = await decideWith(input, ownRacks, options)
    if (decision.kind === 'infeasible') return decision
    const broken = brokenRacks(input.rules, input.supply, decision.placement)
    if (broken.length === 0) return decision
    if (round >= MOST_OWN_ROUNDS) return { kind: 'infeasible', proven: false, nodes: decision.nodes }
    for (const rack of broken) ownRacks.add(rack)
  }
}

async function decideWith(
  input: DecisionInput,
  ownRacks: ReadonlySet<number>,
  options: DecideOptions,
): Promise<Decision> {
  const { supply, demand, rules, weights } = input
  const goals = goalsOf(input.objective).filter((goal): goal is Settled['goal'] => goal !== 'racks')
  const limited = ruleRacks(rules) && options.openRacks !== true
  const programs = { model: programAt('model'), class: null as ClassProgram | null }
  function programAt(level: 'model' | 'class'): ClassProgram {
    return new ClassProgram({ supply, demand, rules, limited, weights, level, ownRacks })
  }
  const settled: Settled[] = []
  let placement: Placed[] = []
  let certificate: Certificate | null = null
  let nodes = 0
  for (const goal of options.firstGoalOnly ? goals.slice(0, 1) : goals) {
    const isFirst = settled.length === 0
    const byModel = isOfModel(goal)
    if (!byModel) programs.class ??= programAt('class')
    const classes = byModel ? programs.model : (programs.class ?? programs.model)
    const program = classes.programFor(goal, settled)
    const found = await solve(program, {
      nodes: isFirst ? FIRST_NODES : LATER_NODES,
      separate: classes.separate,
      linking: classes.linking(),
      pause: options.pause,
      incumbent: isFirst ? undefined : classes.answerOf(placement),
      mip: isFirst && options.mip ? { solve: options.mip, nodes: MIP_NODES } : undefined,
      onAnswer: isFirst ? once(options.onFirstAnswer) : undefined,
    })
    nodes += found.nodes
    if (found.x === null) {
      if (isFirst) return { kind: 'infeasible', proven: found.bound === Number.POSITIVE_INFINITY, nodes }
      // A later goal for which nothing was found within its budget: what the goals before it came to stands.
      settled.push({ goal, value: valueAt(placement, goal, input), bound: found.bound })
      continue
    }
    if (isFirst) {
      options.onFirstGoal?.()
      const limits = classes.limits()
      const columns = classes.names().map((name, j) => ({ name, cost: program.costs[j] ?? 0, limit: limits[j] ?? 0 }))
      certificate = certify(columns, found.rows, found.prices)
    }
    settled.push({ goal, value: found.value, bound: found.bound })
    placement = classes.placementOf(found.x)
  }
  if (certificate === null) return { kind: 'infeasible', proven: false, nodes }
  return { kind: 'feasible', placement, settled, certificate, nodes }
}

/** Servers of each class in a placement. */
export function countsOf(placement: readonly Placed[], supply: Supply): number[] {
  const counts = supply.classes.map(() => 0)
  for (const { classIndex, count } of placement) counts[classIndex] = (counts[classIndex] ?? 0) + count
  return counts
}

function valueAt(placement: readonly Placed[], goal: Settled['goal'], { supply, weights }: DecisionInput): number {
  return placement.reduce((sum, { classIndex, count }) => {
    const of = supply.classes[classIndex]
    return of === undefined ? sum : sum + count * costOf(goal, of, weights)
  }, 0)
}

function once(tell: (() => void) | undefined): (() => void) | undefined {
  let told = tell === undefined
  return () => {
    if (told) return
    told = true
    tell?.()
  }
}
