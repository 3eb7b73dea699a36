import { inTieOrder } from './candidate-order'
import { RESOURCES, sumCapacity } from './composite-score'
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
  type Shortfall,
  totalsOf,
} from './plan'
import { shareCap } from './rack-limits'
import { usableModels } from './usable-models'

/**
 * The greedy planner, to compare with: by cpu cores descending, then composite score descending, then what turned out
 * not to be needed is dropped. Proves nothing but feasibility. Items come by line, then in walking order. The loss of a rack
 * is not planned for: a choice that does not survive it is no plan.
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
  const lost = lostWithRack(input, chosen)
  if (lost.length > 0) return { kind: 'infeasible', shortfall: lost, proven: false, leftOut, explanation: null }
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

/** What would be too little, were the worst rack of the choice lost; nothing where the order does not ask or it is enough. */
function lostWithRack({ constraints, demand }: PlanningInput, chosen: readonly Candidate[]): Shortfall[] {
  const percent = constraints.surviveRackLoss
  if (percent === undefined) return []
  const racks = new Set(chosen.flatMap(({ rack }) => rack ?? []))
  const left = [...racks].map((lost) => chosen.filter(({ rack }) => rack !== lost))
  if (demand.kind === 'lines') {
    const asked = shareCap(percent, chosen.length)
    const available = Math.min(chosen.length, ...left.map((servers) => servers.length))
    return available < asked ? [{ resource: 'servers', asked, available }] : []
  }
  const all = askedOf(demand)
  return RESOURCES.flatMap((resource): Shortfall[] => {
    const asked = shareCap(percent, all[resource])
    const available = Math.min(...left.map((servers) => sumCapacity(servers)[resource]))
    return available < asked ? [{ resource, asked, available }] : []
  })
}

/** The candidates that may be planned, and the models that can't be counted. */
function usableCandidates(input: PlanningInput): { pool: Candidate[]; leftOut: LeftOut[] } {
  const usable = usableModels(input.objective, input.constraints)
  const leftOut = new Map<string, LeftOut>()
  const pool = input.candidates.filter((server) => {
    const missing = usable(server)
    if (typeof missing === 'boolean') return missing
    const key = `${missing} ${server.model.toLowerCase()}`
    const entry = leftOut.get(key) ?? { model: server.model, servers: 0, missing }
    leftOut.set(key, { ...entry, servers: entry.servers + 1 })
    return false
  })
  return { pool, leftOut: [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry) }
}
