import { byResource, byScore, type CandidateOrder, fillingOrder, priceOf } from './candidate-order'
import { type Capacity, covers, NOTHING, RESOURCES } from './composite-score'
import { type Candidate, objectiveValue, type PlanningInput, type Shortfall, shortOf, totalsOf } from './plan'
import { hasRackLimits, headroomOf, RackLimits, shareCap } from './rack-limits'

export type Choice = { ok: true; chosen: Candidate[] } | { ok: false; shortfall: Shortfall[]; proven: boolean }

/** Covers the totals: fills in greedy order, then drops what is not needed after all. */
export function chooseForTotals(input: PlanningInput, pool: readonly Candidate[], asked: Capacity): Choice {
  const available = mostAvailable(input, pool)
  const short = shortOf(asked, available)
  if (short.length > 0) return { ok: false, shortfall: short, proven: true }
  let reached: Capacity = NOTHING
  for (const order of ordersToTry(input)) {
    const sorted = [...pool].sort(order)
    const attempt = bestWithin(input, sorted, asked)
    if (attempt.chosen) return { ok: true, chosen: attempt.chosen }
    if (reached === NOTHING) reached = attempt.reached
  }
  // Each resource could be had by itself within the limits, but no order of filling got them all together.
  return { ok: false, shortfall: shortOf(asked, reached), proven: false }
}

/** Without limits the first order always succeeds; with them another may where it does not. */
function ordersToTry(input: PlanningInput): CandidateOrder[] {
  const first = fillingOrder(input.objective, input.weights)
  if (!hasRackLimits(input.constraints)) return [first]
  return [first, byScore(input.weights), ...RESOURCES.map((resource) => byResource(resource, input.weights))]
}

/**
 * The most of each resource that the limits leave, each by itself: an upper bound, exact without limits. A share is
 * taken of the largest possible plan, and the watts are left aside, so it never says less than there is.
 */
function mostAvailable(input: PlanningInput, pool: readonly Candidate[]): Capacity {
  const cap = countCap(input, pool.length)
  const available = { ...NOTHING }
  const racks = new Map<string, Candidate[]>()
  for (const server of pool) {
    if (server.rack === null || cap === Number.POSITIVE_INFINITY) {
      for (const resource of RESOURCES) available[resource] += server[resource]
    } else {
      const there = racks.get(server.rack)
      if (there) there.push(server)
      else racks.set(server.rack, [server])
    }
  }
  for (const servers of racks.values()) {
    for (const resource of RESOURCES) {
      const best = servers.map((server) => server[resource]).sort((a, b) => b - a)
      for (const amount of best.slice(0, cap)) available[resource] += amount
    }
  }
  return available
}

function countCap(input: PlanningInput, servers: number): number {
  const { maxPerRack, maxSharePerRack } = input.constraints
  const share = maxSharePerRack === undefined ? Number.POSITIVE_INFINITY : shareCap(maxSharePerRack, servers)
  return Math.min(maxPerRack ?? Number.POSITIVE_INFINITY, share)
}

/** `bound`: the cap on servers a rack held something back; where not, a larger cap changes nothing. */
type Attempt = { chosen: Candidate[] | null; reached: Capacity; bound: boolean }

/**
 * A share of the plan depends on the plan's own size, so every cap from one server a rack upwards is tried, and the
 * best plan by the objective is kept (of equals the most spread one).
 */
function bestWithin(input: PlanningInput, sorted: readonly Candidate[], asked: Capacity): Attempt {
  const { maxSharePerRack } = input.constraints
  const limit = countCap(input, sorted.length)
  if (maxSharePerRack === undefined) return fill(input, sorted, asked, limit)
  let best: Candidate[] | null = null
  let bestValue = Number.POSITIVE_INFINITY
  let reached: Capacity = NOTHING
  for (let cap = 1; cap <= Math.min(limit, fullestRack(sorted)); cap++) {
    const attempt = fill(input, sorted, asked, cap)
    reached = attempt.reached
    if (attempt.chosen) {
      const value = objectiveValue(input.objective, totalsOf(attempt.chosen, input.demand, input.weights))
      if (value < bestValue) {
        best = attempt.chosen
        bestValue = value
      }
    }
    if (!attempt.bound) break
  }
  if (best === null && fullestRack(sorted) === 0) return fill(input, sorted, asked, limit)
  return { chosen: best, reached, bound: true }
}

function fullestRack(servers: readonly Candidate[]): number {
  const count = new Map<string, number>()
  for (const { rack } of servers) if (rack !== null) count.set(rack, (count.get(rack) ?? 0) + 1)
  return Math.max(0, ...count.values())
}

/** One pass in the given order with at most `cap` servers a rack. */
function fill(input: PlanningInput, sorted: readonly Candidate[], asked: Capacity, cap: number): Attempt {
  const limits = new RackLimits(cap, headroomOf(input))
  const chosen = new Set<Candidate>()
  const taken = { ...NOTHING }
  const take = (server: Candidate) => {
    chosen.add(server)
    limits.add(server)
    for (const resource of RESOURCES) taken[resource] += server[resource]
  }
  for (const server of sorted) {
    if (covers(taken, asked)) break
    const helps = RESOURCES.some((resource) => taken[resource] < asked[resource] && server[resource] > 0)
    if (helps && limits.canAdd(server)) take(server)
  }
  if (!covers(taken, asked)) return { chosen: null, reached: taken, bound: limits.most() >= cap }
  const share = input.constraints.maxSharePerRack
  if (share !== undefined) {
    // Too few servers for so many in one rack: the smallest others make the plan large enough to be spread.
    for (const server of sorted.toReversed()) {
      if (limits.most() <= shareCap(share, chosen.size)) break
      if (!chosen.has(server) && limits.canAdd(server)) take(server)
    }
    if (limits.most() > shareCap(share, chosen.size)) return { chosen: null, reached: taken, bound: true }
  }
  const bound = limits.most() >= cap
  return { chosen: dropUnneeded(input, [...chosen], taken, asked, limits), reached: taken, bound }
}

/** Reverse delete: the last taken first, or the dearest where the objective pays by cents or watts. */
function dropUnneeded(
  input: PlanningInput,
  chosen: Candidate[],
  taken: Capacity,
  asked: Capacity,
  limits: RackLimits,
): Candidate[] {
  const share = input.constraints.maxSharePerRack
  const price = priceOf(input.objective)
  const lastFirst = chosen.toReversed()
  // A stable sort: of two as dear the last taken goes first.
  const order = price ? lastFirst.sort((a, b) => price(b) - price(a)) : lastFirst
  const kept = new Set(chosen)
  const left = { ...taken }
  for (const server of order) {
    if (!RESOURCES.every((resource) => left[resource] - server[resource] >= asked[resource])) continue
    limits.remove(server)
    if (share !== undefined && limits.most() > shareCap(share, kept.size - 1)) {
      limits.add(server)
      continue
    }
    kept.delete(server)
    for (const resource of RESOURCES) left[resource] -= server[resource]
  }
  return [...kept]
}
