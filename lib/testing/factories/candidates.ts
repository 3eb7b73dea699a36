/** Candidates and orders for tests of the planner; no database. */
import { walkKey } from '../../domain/code'
import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { planGreedily } from '../../domain/planning/greedy-planner'
import type { Candidate, Demand, PlanningInput } from '../../domain/planning/plan'

let nextId = 1
/** A racked server with a barcode after its id; `more` says what is different about it. */
export const server = (more: Partial<Candidate> = {}): Candidate => {
  const serverId = more.serverId ?? nextId++
  return {
    serverId,
    barcode: `SRV-${serverId}`,
    model: 'r650',
    cpuCores: 64,
    ramGb: 512,
    nvmeGb: 7680,
    costCents: 50_000,
    powerW: 600,
    rack: 'A1',
    walkKey: walkKey({ code: more.rack ?? 'A1' }),
    u: serverId,
    inWarehouse: false,
    firmwareAtTarget: true,
    ...more,
  }
}

/** Servers 1 to `count`; `more` gets the index, from 0. */
export const many = (count: number, more: (index: number) => Partial<Candidate> = () => ({})) =>
  Array.from({ length: count }, (_, index) => server({ serverId: index + 1, ...more(index) }))

export const totals = (cpuCores: number, ramGb = 0, nvmeGb = 0): Demand => ({ kind: 'totals', cpuCores, ramGb, nvmeGb })

/** The greedy planner's answer, with nothing constrained but what `more` says. */
export const plan = (demand: Demand, candidates: readonly Candidate[], more: Partial<PlanningInput> = {}) =>
  planGreedily({
    demand,
    candidates,
    objective: 'greedy',
    constraints: {},
    weights: DEFAULT_WEIGHTS,
    rackHeadroomW: new Map(),
    ...more,
  })

/** In plan order; null where there is no plan. */
export const barcodes = (outcome: ReturnType<typeof plan>) =>
  outcome.kind === 'feasible' ? outcome.items.map((item) => item.barcode) : null
