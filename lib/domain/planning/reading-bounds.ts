import { type Capacity, covers, RESOURCES } from './composite-score'
import { type Constraints, type Demand, shapeOf } from './plan'
import { hasRackLimits, shareCap } from './rack-limits'

/** How many free servers of a model a plan could look at: `take` in all, `perRack` from any one rack. */
export type ReadingBound = { take: number; perRack: number }

/** More than an installation has of one model; keeps the figures within the database's integers. */
const MOST = 1_000_000
/** No rack is higher (see contracts), so no more servers of one unit stand in one. */
const RACK_UNITS = 200

/**
 * Of 100,000 free servers a plan of ten needs to see no more than some dozens: of each model as many as could serve the
 * demand alone, in walking order. Where racks have limits, also as many as others could hide by filling their racks.
 * Reading more never makes a plan possible that was not, and the amounts of a shortfall are exact: a model that cannot
 * cover the demand alone is read to its end. Twice the number is read, so that of those nearest the ones with their
 * firmware at target can come first.
 */
export function readingBounds(
  demand: Demand,
  constraints: Constraints,
  models: readonly Readonly<Capacity>[],
): ReadingBound[] {
  const needed = models.map((model) => mostNeeded(demand, model))
  if (!hasRackLimits(constraints)) return needed.map((n) => ({ take: clamp(2 * n), perRack: clamp(2 * n) }))
  const inAll = mostInAll(demand, models)
  const others = inAll + fillers(constraints, inAll) + hiddenByPower(constraints, inAll)
  const cap = Math.min(RACK_UNITS, rackCap(demand, constraints))
  return needed.map((n) => {
    const take = clamp(2 * n + others)
    return { take, perRack: Math.min(take, cap) }
  })
}

/** As many servers of the model as could be of use at all. */
function mostNeeded(demand: Demand, model: Readonly<Capacity>): number {
  if (demand.kind === 'lines') {
    return demand.lines.reduce((sum, line) => sum + (covers(model, shapeOf(line)) ? line.count : 0), 0)
  }
  return Math.max(
    0,
    ...RESOURCES.filter((resource) => model[resource] > 0).map((resource) =>
      Math.ceil(demand[resource] / model[resource]),
    ),
  )
}

/** As many servers as any plan of the greedy kind takes before it drops some: each is taken for a resource still short. */
function mostInAll(demand: Demand, models: readonly Readonly<Capacity>[]): number {
  if (demand.kind === 'lines') return demand.lines.reduce((sum, { count }) => sum + count, 0)
  return RESOURCES.reduce((sum, resource) => {
    const amounts = models.map((model) => model[resource]).filter((amount) => amount > 0)
    return amounts.length === 0 ? sum : sum + Math.ceil(demand[resource] / Math.min(...amounts))
  }, 0)
}

function rackCap(demand: Demand, constraints: Constraints): number {
  const count = constraints.maxPerRack ?? Number.POSITIVE_INFINITY
  if (constraints.maxSharePerRack === undefined || demand.kind === 'totals') return count
  const servers = demand.lines.reduce((sum, line) => sum + line.count, 0)
  return Math.min(count, shareCap(constraints.maxSharePerRack, servers))
}

/** Servers that a plan takes only to be large enough for its share per rack. */
function fillers({ maxSharePerRack }: Constraints, servers: number): number {
  return maxSharePerRack === undefined ? 0 : Math.ceil((100 * servers) / maxSharePerRack)
}

/** One server can use up the watts of a rack full of others. */
function hiddenByPower({ rackPower }: Constraints, servers: number): number {
  return rackPower === true ? servers * Math.min(servers, RACK_UNITS) : 0
}

function clamp(count: number): number {
  return Math.min(count, MOST)
}
