import { inTieOrder } from './candidate-order'
import { chooseForLines } from './greedy-lines'
import { chooseForTotals } from './greedy-totals'
import {
  askedOf,
  type Candidate,
  type LeftOut,
  objectiveValue,
  type Planner,
  type PlanningInput,
  type PlanOutcome,
  totalsOf,
  usableCandidates,
} from './plan'

/**
 * The greedy planner, to compare with: by cpu cores descending, then composite score descending, then what turned out
 * not to be needed is dropped. Proves nothing but feasibility. Items come by line, then in walking order.
 */
export const planGreedily: Planner = (input) => {
  const { pool: usable, leftOut } = usableCandidates(input)
  const pool = inTieOrder(usable)
  const { demand } = input
  if (demand.kind === 'lines') {
    const choice = chooseForLines(input, pool, demand.lines)
    if (!choice.ok)
      return { kind: 'infeasible', shortfall: choice.shortfall, proven: choice.proven, leftOut, explanation: null }
    return feasible(input, choice.lineOf, leftOut)
  }
  const choice = chooseForTotals(input, pool, askedOf(demand))
  if (!choice.ok)
    return { kind: 'infeasible', shortfall: choice.shortfall, proven: choice.proven, leftOut, explanation: null }
  return feasible(input, new Map(choice.chosen.map((server) => [server, null])), leftOut)
}

function feasible(
  input: PlanningInput,
  lineOf: ReadonlyMap<Candidate, number | null>,
  leftOut: LeftOut[],
): PlanOutcome {
  const chosen = inTieOrder([...lineOf.keys()]).sort((a, b) => (lineOf.get(a) ?? 0) - (lineOf.get(b) ?? 0))
  const totals = totalsOf(chosen, input.demand, input.weights)
  return {
    kind: 'feasible',
    items: chosen.map((server) => ({
      serverId: server.serverId,
      barcode: server.barcode,
      model: server.model,
      rack: server.rack,
      u: server.u,
      line: lineOf.get(server) ?? null,
    })),
    value: objectiveValue(input.objective, totals),
    bound: null,
    method: 'greedy',
    proof: 'feasible',
    totals,
    leftOut,
    exact: null,
  }
}
