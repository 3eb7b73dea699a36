import { covers, RESOURCES } from './composite-score'
import { type DecideOptions, type Decision, type DecisionInput, decide } from './decide'
import { placeInFewRacks } from './few-racks'
import { shapeOf } from './plan'
import { shareCap } from './rack-limits'
import { mustBeApart, RACK_UNITS } from './rack-rules'
import { LineCuts } from './solver/line-cuts'
import type { Program, Row } from './solver/program'
import { solve } from './solver/solve'
import type { Supply } from './supply'

const NODES = 1_000
/** Sets of racks that are tried between the bound and the first plan. */
const MOST_SETS = 6

export interface RackDecision {
  decision: Extract<Decision, { kind: 'feasible' }>
  racks: number
  bound: number
}

/**
 * The fewest racks first, then as `fewest-servers` within them. Whole racks are covered with (each can give all that it has,
 * as far as its rules allow), which bounds the number; a plan is then sought in the racks chosen, and in some more where
 * they do not do. What comes after the number of racks is settled for the chosen racks only, so it carries the bound of all.
 */
export async function decideFewestRacks(
  input: Omit<DecisionInput, 'objective'>,
  options: DecideOptions,
): Promise<RackDecision | Extract<Decision, { kind: 'infeasible' }>> {
  const everywhere = await decide({ ...input, objective: 'fewest-servers' }, options)
  if (everywhere.kind === 'infeasible') return everywhere
  const placed = placeInFewRacks(input.supply, input.rules, everywhere.placement)
  if (placed === null) return { kind: 'infeasible', proven: false, nodes: everywhere.nodes }
  let best: RackDecision = {
    decision: { ...everywhere, placement: placed.placement },
    racks: placed.racks,
    bound: 0,
  }
  const cover = await coverWithRacks(
    input,
    options,
    Math.max(racksForShare(input, everywhere.settled[0]?.bound ?? 0), mustBeApart(input.rules, input.supply) ? 2 : 0),
  )
  const bound = Math.min(best.racks, cover?.bound ?? best.racks)
  for (let count = bound, sets = 0; count < best.racks && sets < MOST_SETS; count++, sets++) {
    const chosen = count === bound ? cover : await coverWithRacks(input, options, count)
    if (chosen === null || chosen.racks.length >= best.racks) continue
    const within = { ...input, supply: onlyRacks(input.supply, chosen.racks), objective: 'fewest-servers' as const }
    const decision = await decide(within, { ...options, mip: undefined })
    if (decision.kind === 'infeasible') continue
    const found = placeInFewRacks(within.supply, input.rules, decision.placement)
    if (found === null || found.racks >= best.racks) continue
    const { placement, racks } = found
    const settled = decision.settled.map((goal) => ({ ...goal, bound: boundOf(goal.goal, everywhere) }))
    best = { decision: { ...decision, placement, settled }, racks, bound }
  }
  return { ...best, bound }
}

/**
 * Where a rack may hold only so many or such a share, the racks that any plan needs by that alone: it has at least so many
 * servers. 0 where some may lie in warehouses.
 */
function racksForShare({ rules, supply }: Omit<DecisionInput, 'objective'>, atLeast: number): number {
  if (supply.classes.some((of) => of.inWarehouse && of.free > 0)) return 0
  const most = supply.classes.reduce((sum, of) => sum + of.free, 0)
  const share = rules.sharePercent ?? 100
  let fewest = Number.POSITIVE_INFINITY
  // The share rounded up goes in steps of 100/share servers: one whole round of them shows the least.
  for (let servers = Math.max(1, atLeast); servers <= Math.min(most, Math.max(1, atLeast) + 100); servers++) {
    fewest = Math.min(fewest, Math.ceil(servers / Math.min(rules.perRack, shareCap(share, servers))))
  }
  return fewest === Number.POSITIVE_INFINITY ? 0 : fewest
}

function boundOf(goal: string, everywhere: Extract<Decision, { kind: 'feasible' }>): number {
  // Of all racks together: only the first goal's bound holds whatever racks are chosen.
  return goal === 'servers' ? (everywhere.settled[0]?.bound ?? 0) : 0
}

/** At least `atLeast` racks that could serve the order if each gave all it has; null where none could. */
async function coverWithRacks(
  input: Omit<DecisionInput, 'objective'>,
  options: DecideOptions,
  atLeast: number,
): Promise<{ racks: number[]; bound: number } | null> {
  const patterns = rackPatterns(input)
  const program: Program = {
    costs: patterns.map(() => 1),
    limits: patterns.map(({ racks }) => racks.length),
    rows: [...demandRows(input, patterns), { coefficients: patterns.map(() => 1), atLeast, name: 'racks' }],
  }
  const lines = lineCutsOf(input, patterns)
  const found = await solve(program, {
    nodes: NODES,
    pause: options.pause,
    ...(lines === null ? {} : { separate: lines }),
  })
  if (found.x === null) return null
  const racks = patterns.flatMap((pattern, index) => pattern.racks.slice(0, found.x?.[index] ?? 0))
  return { racks, bound: found.bound }
}

interface WholeRacks {
  racks: number[]
  free: readonly (readonly [classIndex: number, count: number])[]
}

function rackPatterns({ supply }: Omit<DecisionInput, 'objective'>): WholeRacks[] {
  const patterns = new Map<string, WholeRacks>()
  supply.racks.forEach(({ free, headroomW }, rack) => {
    if (free.length === 0) return
    const key = `${headroomW} ${free.join(' ')}`
    const same = patterns.get(key)
    if (same === undefined) patterns.set(key, { racks: [rack], free })
    else same.racks.push(rack)
  })
  return [...patterns.values()]
}

function demandRows(input: Omit<DecisionInput, 'objective'>, patterns: readonly WholeRacks[]): Row[] {
  const { demand, supply, rules } = input
  const stored = supply.classes.flatMap((of) => (of.inWarehouse ? [of] : []))
  const cap = Math.min(rules.perRack, RACK_UNITS)
  if (demand.kind === 'totals') {
    return RESOURCES.filter((resource) => demand[resource] > 0).map((resource) => ({
      name: resource,
      atLeast: demand[resource] - stored.reduce((sum, of) => sum + of[resource] * of.free, 0),
      coefficients: patterns.map(({ free }) => mostOf(free, cap, (index) => supply.classes[index]?.[resource] ?? 0)),
    }))
  }
  return demand.lines.map((line, index) => ({
    name: `line ${index + 1}`,
    atLeast: line.count - stored.reduce((sum, of) => sum + (covers(of, shapeOf(line)) ? of.free : 0), 0),
    coefficients: patterns.map(({ free }) =>
      mostOf(free, cap, (of) => (covers(supply.classes[of] ?? NOTHING, shapeOf(line)) ? 1 : 0)),
    ),
  }))
}

const NOTHING = { cpuCores: -1, ramGb: -1, nvmeGb: -1 }

/** The most that `cap` servers of these can come to. */
function mostOf(free: WholeRacks['free'], cap: number, of: (classIndex: number) => number): number {
  let room = cap
  let sum = 0
  for (const [index, count] of [...free].sort(([a], [b]) => of(b) - of(a))) {
    const taken = Math.min(room, count)
    sum += taken * of(index)
    room -= taken
  }
  return sum
}

/** Lines share servers: together they may need more racks than each by itself. Found as rows over the racks. */
function lineCutsOf({ demand, supply }: Omit<DecisionInput, 'objective'>, patterns: readonly WholeRacks[]) {
  if (demand.kind === 'totals') return null
  const cuts = new LineCuts(
    demand.lines.map((line) => ({
      count: line.count,
      columns: supply.classes.flatMap((of, index) => (covers(of, shapeOf(line)) ? [index] : [])),
    })),
    supply.classes.length,
  )
  return (z: ArrayLike<number>): Row[] => {
    const counts = supply.classes.map((of) => (of.inWarehouse ? of.free : 0))
    patterns.forEach(({ free }, index) => {
      for (const [of, count] of free) counts[of] = (counts[of] ?? 0) + count * (z[index] ?? 0)
    })
    return cuts.separate(counts, supply.classes.length).map((row) => ({
      name: row.name,
      atLeast:
        row.atLeast -
        supply.classes.reduce((sum, of, j) => sum + (of.inWarehouse ? of.free * (row.coefficients[j] ?? 0) : 0), 0),
      coefficients: patterns.map(({ free }) =>
        free.reduce((sum, [of, count]) => sum + count * (row.coefficients[of] ?? 0), 0),
      ),
    }))
  }
}

/** What stands in these racks, and in warehouses. */
function onlyRacks(supply: Supply, racks: readonly number[]): Supply {
  const chosen = new Set(racks)
  const free = supply.classes.map((of) => (of.inWarehouse ? of.free : 0))
  for (const rack of chosen) {
    for (const [index, count] of supply.racks[rack]?.free ?? []) free[index] = (free[index] ?? 0) + count
  }
  return {
    classes: supply.classes.map((of, index) => ({ ...of, free: free[index] ?? 0 })),
    racks: supply.racks.map((rack, index) => (chosen.has(index) ? rack : { ...rack, free: [] })),
  }
}
