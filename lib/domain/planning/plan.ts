import { type Capacity, compositeScore, RESOURCES, type Resource, sumCapacity, type Weights } from './composite-score'
import type { Certificate } from './solver/safe-bound'

/** A planner over named servers: pure, and the same input gives the same plan. */
export type Planner = (input: PlanningInput) => PlanOutcome

export const OBJECTIVES = [
  'fewest-servers',
  'lowest-cost',
  'least-stranded',
  'fewest-racks',
  'lowest-power',
  'greedy',
] as const
export type Objective = (typeof OBJECTIVES)[number]

/** n servers, each with at least so much. */
export type DemandLine = { count: number; minCpuCores: number; minRamGb: number; minNvmeGb: number }
export type Demand = ({ kind: 'totals' } & Capacity) | { kind: 'lines'; lines: readonly DemandLine[] }

/** An eligible server (see eligibility.ts). Cost: whole cents a month; power: watts at most. */
export type Candidate = Capacity & {
  serverId: number
  barcode: string
  /** The model's slug. */
  model: string
  costCents: number | null
  powerW: number | null
  /** Null in a warehouse: the limits of racks do not concern it. */
  rack: string | null
  /** Of its rack (see `walkKey` in code.ts): racks are walked in its order. Null in a warehouse. */
  walkKey: string | null
  u: number | null
  inWarehouse: boolean
  firmwareAtTarget: boolean
}

export type Constraints = {
  models?: { allow?: readonly string[] | undefined; exclude?: readonly string[] | undefined } | undefined
  maxPerRack?: number | undefined
  /** Percent of the plan's servers that one rack may hold, rounded up: 1 to 100. */
  maxSharePerRack?: number | undefined
  /** Keep each rack within its power budget: `PlanningInput.rackHeadroomW`. */
  rackPower?: boolean | undefined
  /** Percent of what is asked that must be left when any one rack is lost, rounded up: 1 to 100. */
  surviveRackLoss?: number | undefined
}

export type PlanningInput = {
  demand: Demand
  objective: Objective
  candidates: readonly Candidate[]
  constraints: Constraints
  weights: Weights
  /** Watts left in a rack's budget before this plan. A rack that is absent has no budget. */
  rackHeadroomW: ReadonlyMap<string, number>
}

/** `line`: index of the demand line it serves, null for totals. */
export type ChosenServer = {
  serverId: number
  barcode: string
  model: string
  rack: string | null
  u: number | null
  line: number | null
}

export type PlanTotals = Capacity & {
  servers: number
  /** Null when a chosen model has no cost, or no watts. */
  costCents: number | null
  powerW: number | null
  /** Distinct racks; a server in a warehouse counts for none. */
  racks: number
  /** Σ (taken − asked) × weight, in points. */
  stranded: number
  /** Servers whose firmware needs no flash. */
  firmwareAtTarget: number
  /** Servers in the rack that holds most. */
  mostInRack: number
}

/** What a plan makes small, one after the other. `firmware`: servers not at their target; `warehouse`: servers to be racked first. */
export type Goal = 'servers' | 'cost' | 'stranded' | 'power' | 'firmware' | 'warehouse' | 'racks'

/**
 * What a goal came to, and what no plan that is as good in the goals before it can be below: equal where it is proven. In
 * servers, cents, points (as `PlanTotals.stranded`), watts or racks.
 */
export type GoalResult = { goal: Goal; value: number; bound: number }

/** The limits that a plan can be asked to keep, each of which can be dropped. */
export const LIMITS = ['models', 'maxPerRack', 'maxSharePerRack', 'rackPower', 'surviveRackLoss'] as const
export type Limit = (typeof LIMITS)[number]

/** What a limit costs: the value that the first goal would have without it, null where that is not known. */
export type LimitPrice = { limit: Limit; value: number | null }

/** How a proven plan was come by: what it can be checked and replayed with. */
export type Proof = { goals: GoalResult[]; certificate: Certificate; limitPrices: LimitPrice[]; snapshot: string }

/** A model that the objective or the constraints could not count, and how many free servers of it there are. */
export type LeftOut = { model: string; servers: number; missing: 'cost' | 'watts' }

/** `line` names the demand line that `servers` is short of. */
export type Shortfall = { resource: Resource | 'servers'; asked: number; available: number; line?: number }

export type PlanOutcome =
  | {
      kind: 'feasible'
      items: ChosenServer[]
      /** Of the objective: servers, cents, points, racks or watts. */
      value: number
      /** No plan can be better than this; null where the method knows none. */
      bound: number | null
      method: 'greedy' | 'exact'
      proof: 'optimal' | 'feasible'
      totals: PlanTotals
      leftOut: LeftOut[]
      /** Null for a greedy plan. */
      exact: Proof | null
    }
  | {
      kind: 'infeasible'
      shortfall: Shortfall[]
      /** True: no plan exists. False: this method found none within the limits. */
      proven: boolean
      leftOut: LeftOut[]
      /** Null where a greedy plan was asked for. */
      explanation: Explanation | null
    }

/** What would do instead. Each change was solved for; `servers` is what the plan would take. */
export type Explanation = {
  /**
   * What is in the way: there is too little of what the shortfall names, as far as the limits leave it; or there is enough of
   * each, but no choice keeps all limits at once, and the shortfall is what the largest share comes to.
   */
  shortBy: 'amounts' | 'limits'
  /** The largest whole per cent of everything asked that fits; 0: nothing does. */
  largestShare: number
  /** The smallest `maxPerRack` that works in place of the limits on servers per rack; null: none does, or none was set. */
  smallestPerRack: { maxPerRack: number; servers: number } | null
  /** Limits each of which would do to drop. */
  droppable: { limit: Limit; servers: number }[]
}

/** What is asked in all, also of lines. */
export function askedOf(demand: Demand): Capacity {
  if (demand.kind === 'totals') {
    return { cpuCores: demand.cpuCores, ramGb: demand.ramGb, nvmeGb: demand.nvmeGb }
  }
  return sumCapacity(
    demand.lines.map((line) => ({
      cpuCores: line.count * line.minCpuCores,
      ramGb: line.count * line.minRamGb,
      nvmeGb: line.count * line.minNvmeGb,
    })),
  )
}

/** The shape of a demand line as a capacity. */
export function shapeOf(line: DemandLine): Capacity {
  return { cpuCores: line.minCpuCores, ramGb: line.minRamGb, nvmeGb: line.minNvmeGb }
}

/** What the chosen servers come to. */
export function totalsOf(chosen: readonly Candidate[], demand: Demand, weights: Weights): PlanTotals {
  const taken = sumCapacity(chosen)
  const asked = askedOf(demand)
  const racks = new Map<string, number>()
  for (const { rack } of chosen) if (rack !== null) racks.set(rack, (racks.get(rack) ?? 0) + 1)
  return {
    ...taken,
    servers: chosen.length,
    costCents: sumKnown(chosen.map((server) => server.costCents)),
    powerW: sumKnown(chosen.map((server) => server.powerW)),
    racks: racks.size,
    stranded: compositeScore(taken, weights) - compositeScore(asked, weights),
    firmwareAtTarget: chosen.filter((server) => server.firmwareAtTarget).length,
    mostInRack: Math.max(0, ...racks.values()),
  }
}

/** The figure an objective makes small. Cost and power are known for all, as models without are left out. */
export function objectiveValue(objective: Objective, totals: PlanTotals): number {
  switch (objective) {
    case 'fewest-servers':
    case 'greedy':
      return totals.servers
    case 'lowest-cost':
      return totals.costCents ?? Number.POSITIVE_INFINITY
    case 'least-stranded':
      return totals.stranded
    case 'fewest-racks':
      return totals.racks
    case 'lowest-power':
      return totals.powerW ?? Number.POSITIVE_INFINITY
  }
}

/** The resources of which there is less than asked. */
export function shortOf(asked: Capacity, available: Capacity): Shortfall[] {
  return RESOURCES.filter((resource) => available[resource] < asked[resource]).map((resource) => ({
    resource,
    asked: asked[resource],
    available: available[resource],
  }))
}

function sumKnown(parts: (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}
