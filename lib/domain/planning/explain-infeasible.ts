import { type Capacity, covers, NOTHING, RESOURCES, type Resource } from './composite-score'
import type { DecideOptions } from './decide'
import { limitsIn, planExactly, type Question, serversIn, usableSupply, withoutLimit } from './exact-planner'
import { askedOf, type Demand, type Explanation, type Shortfall, shapeOf, shortOf } from './plan'
import { RACK_UNITS, rackRulesOf, ruleRacks } from './rack-rules'
import { LineCuts } from './solver/line-cuts'
import type { Supply } from './supply'

/** Why the question has no plan, and what would do. */
export async function explainInfeasible(
  question: Question,
  options: DecideOptions = {},
): Promise<{ shortfall: Shortfall[]; explanation: Explanation }> {
  const asks = (change: Partial<Question>) => serversNeeded({ ...question, ...change }, options)
  const largestShare = await largestThatFits(99, (percent) => asks({ demand: shareOf(question.demand, percent) }))
  const droppable: Explanation['droppable'] = []
  for (const limit of limitsIn(question.constraints)) {
    const servers = await asks({ constraints: withoutLimit(question.constraints, limit) })
    if (servers !== null) droppable.push({ limit, servers })
  }
  const short = shortfallOf(question)
  return {
    shortfall: short.length > 0 ? short : atShare(question.demand, largestShare),
    explanation: {
      shortBy: short.length > 0 ? 'amounts' : 'limits',
      largestShare,
      smallestPerRack: await smallestPerRack(question, asks),
      droppable,
    },
  }
}

/** Servers that the smallest plan takes, null where there is none (or none was found within the budget). */
export async function serversNeeded(question: Question, options: DecideOptions = {}): Promise<number | null> {
  const asked = { ...question, objective: 'fewest-servers' as const }
  return serversIn(await planExactly(asked, { ...options, firstGoalOnly: true }), question.supply)
}

/** So many per cent of everything, rounded up, so that what is offered is never less than that. */
export function shareOf(demand: Demand, percent: number): Demand {
  const part = (amount: number) => Math.ceil((amount * percent) / 100)
  if (demand.kind === 'totals') {
    const { cpuCores, ramGb, nvmeGb } = demand
    return { kind: 'totals', cpuCores: part(cpuCores), ramGb: part(ramGb), nvmeGb: part(nvmeGb) }
  }
  return { kind: 'lines', lines: demand.lines.map((line) => ({ ...line, count: part(line.count) })) }
}

/** Binary search: what fits at some amount fits at any smaller one. 0 where not even 1 fits. */
async function largestThatFits(most: number, fits: (amount: number) => Promise<number | null>): Promise<number> {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((await fits(middle)) === null) high = middle - 1
    else low = middle
  }
  return low
}

async function smallestPerRack(
  { constraints }: Question,
  asks: (change: Partial<Question>) => Promise<number | null>,
): Promise<Explanation['smallestPerRack']> {
  if (constraints.maxPerRack === undefined && constraints.maxSharePerRack === undefined) return null
  const kept = withoutLimit(withoutLimit(constraints, 'maxPerRack'), 'maxSharePerRack')
  const withAtMost = (maxPerRack: number) => asks({ constraints: { ...kept, maxPerRack } })
  let [low, high] = [constraints.maxPerRack ?? 0, RACK_UNITS]
  if ((await withAtMost(high)) === null) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if ((await withAtMost(middle)) === null) low = middle
    else high = middle
  }
  const servers = await withAtMost(high)
  return servers === null ? null : { maxPerRack: high, servers }
}

/**
 * What there is too little of: of totals each resource by itself, as far as the limits leave it; of lines how many servers
 * each gets. Nothing where all of it is there and only the limits together are in the way.
 */
function shortfallOf(question: Question): Shortfall[] {
  const { supply } = usableSupply(question)
  const { demand } = question
  if (demand.kind === 'totals') return shortOf(askedOf(demand), mostAvailable(question, supply))
  const cuts = new LineCuts(
    demand.lines.map((line) => ({
      count: line.count,
      columns: supply.classes.flatMap((of, index) => (covers(of, shapeOf(line)) ? [index] : [])),
    })),
    supply.classes.length,
  )
  const served = cuts
    .assign(supply.classes.map(({ free }) => free))
    .map((counts) => counts.reduce((sum, n) => sum + n, 0))
  return demand.lines.flatMap(({ count }, line): Shortfall[] => {
    const available = served[line] ?? 0
    return available < count ? [{ resource: 'servers', asked: count, available, line }] : []
  })
}

/** Of everything asked, what this many per cent come to. */
function atShare(demand: Demand, percent: number): Shortfall[] {
  const part = (amount: number) => Math.floor((amount * percent) / 100)
  if (demand.kind === 'lines') {
    return demand.lines.map(({ count }, line) => ({ resource: 'servers', asked: count, available: part(count), line }))
  }
  return RESOURCES.filter((resource) => demand[resource] > 0).map((resource) => ({
    resource,
    asked: demand[resource],
    available: part(demand[resource]),
  }))
}

/** The most of each resource by itself: of every rack as many servers as one rack may hold, those with the most of it. */
function mostAvailable(question: Question, supply: Supply): Capacity {
  const rules = rackRulesOf(question.constraints, question.demand)
  const available = { ...NOTHING }
  const add = (resource: Resource, classIndex: number, count: number) => {
    available[resource] += count * (supply.classes[classIndex]?.[resource] ?? 0)
  }
  const limited = ruleRacks(rules)
  supply.classes.forEach((of, index) => {
    if (!limited || of.inWarehouse) for (const resource of RESOURCES) add(resource, index, of.free)
  })
  for (const rack of limited ? supply.racks : []) {
    for (const resource of RESOURCES) {
      const amount = (index: number) => supply.classes[index]?.[resource] ?? 0
      let room = rules.perRack
      for (const [index, free] of [...rack.free].sort(([a], [b]) => amount(b) - amount(a))) {
        const count = Math.min(room, free)
        add(resource, index, count)
        room -= count
      }
    }
  }
  return available
}
