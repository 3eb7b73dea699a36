/** Small planning problems at random, and all their plans by counting through: for properties of the planners. */
import fc from 'fast-check'
import { walkKey } from '../../domain/code'
import { covers, DEFAULT_WEIGHTS, RESOURCES } from '../../domain/planning/composite-score'
import { type Decision, type DecisionInput, decide } from '../../domain/planning/decide'
import { costOf, goalsOf } from '../../domain/planning/goals'
import { askedOf, type Candidate, type Constraints, type Demand, shapeOf } from '../../domain/planning/plan'
import { shareCap } from '../../domain/planning/rack-limits'
import { rackRulesOf } from '../../domain/planning/rack-rules'
import { type Supply, supplyOf } from '../../domain/planning/supply'

export const EXACT_OBJECTIVES = ['fewest-servers', 'lowest-cost', 'least-stranded', 'lowest-power'] as const

export interface PlanningCase {
  candidates: Candidate[]
  headroomW: Map<string, number>
  demand: Demand
  constraints: Constraints
  objective: (typeof EXACT_OBJECTIVES)[number]
}

const capacity = fc.record({
  cpuCores: fc.integer({ min: 0, max: 8 }),
  ramGb: fc.integer({ min: 0, max: 16 }),
  nvmeGb: fc.integer({ min: 0, max: 20 }),
})
const model = fc.record({
  capacity,
  costCents: fc.integer({ min: 1, max: 40 }),
  powerW: fc.integer({ min: 1, max: 9 }),
  /** Free servers in racks A1 and A2, and in the warehouse. */
  counts: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })),
})
const demand: fc.Arbitrary<Demand> = fc.oneof(
  fc
    .record({
      cpuCores: fc.integer({ min: 0, max: 24 }),
      ramGb: fc.integer({ min: 0, max: 40 }),
      nvmeGb: fc.integer({ min: 0, max: 40 }),
    })
    .filter((asked) => asked.cpuCores + asked.ramGb + asked.nvmeGb > 0)
    .map((asked) => ({ kind: 'totals' as const, ...asked })),
  fc
    .array(
      fc.record({
        count: fc.integer({ min: 1, max: 2 }),
        minCpuCores: fc.integer({ min: 1, max: 6 }),
        minRamGb: fc.integer({ min: 0, max: 8 }),
        minNvmeGb: fc.integer({ min: 0, max: 6 }),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map((lines) => ({ kind: 'lines' as const, lines })),
)
const constraints: fc.Arbitrary<Constraints> = fc.record(
  {
    maxPerRack: fc.integer({ min: 1, max: 3 }),
    maxSharePerRack: fc.integer({ min: 20, max: 90 }),
    rackPower: fc.constant(true),
    surviveRackLoss: fc.integer({ min: 20, max: 90 }),
  },
  { requiredKeys: [] },
)

export const planningCase: fc.Arbitrary<PlanningCase> = fc
  .record({
    models: fc.array(model, { minLength: 1, maxLength: 3 }),
    headroom: fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 })),
    demand,
    constraints,
    objective: fc.constantFrom(...EXACT_OBJECTIVES),
  })
  .map(({ models, headroom, ...rest }) => ({
    ...rest,
    headroomW: new Map([
      ['A1', headroom[0]],
      ['A2', headroom[1]],
    ]),
    candidates: models.flatMap((of, index) => candidatesOf(of, `m${index}`)),
  }))

/** The same cases each time, in any process. */
export const fixedCases = (count: number): PlanningCase[] => fc.sample(planningCase, { numRuns: count, seed: 7 })

export function inputOf({
  candidates,
  headroomW,
  demand: asked,
  constraints: limits,
  objective,
}: PlanningCase): DecisionInput {
  const supply = supplyOf(candidates, headroomW)
  return { supply, demand: asked, objective, rules: rackRulesOf(limits, asked), weights: DEFAULT_WEIGHTS }
}

export const decideCase = (of: PlanningCase): Promise<Decision> => decide(inputOf(of))

function candidatesOf(of: typeof model extends fc.Arbitrary<infer Model> ? Model : never, name: string): Candidate[] {
  return ['A1', 'A2', null].flatMap((rack, place) =>
    Array.from({ length: of.counts[place] ?? 0 }, (_, n): Candidate => {
      const barcode = `${name}-${rack ?? 'wh'}-${n}`
      return {
        serverId: [...barcode].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, 7),
        barcode,
        model: name,
        ...of.capacity,
        costCents: of.costCents,
        powerW: of.powerW,
        rack,
        walkKey: rack === null ? null : walkKey({ code: rack }),
        u: rack === null ? null : n + 1,
        inWarehouse: rack === null,
        firmwareAtTarget: n === 0,
      }
    }),
  )
}

/** The least value of the case's first goal over all sets of its servers that keep everything; null where none does. */
export function bestByCounting({
  candidates,
  headroomW,
  demand: asked,
  constraints: limits,
  objective,
}: PlanningCase): number | null {
  const groups = groupsOf(candidates)
  const [goal = 'servers'] = goalsOf(objective)
  const counts = groups.map(() => 0)
  let best: number | null = null
  const visit = (at: number, value: number) => {
    const group = groups[at]
    if (group === undefined) {
      if ((best === null || value < best) && keepsAll(groups, counts, asked, limits, headroomW)) best = value
      return
    }
    const cost = goal === 'racks' ? 0 : costOf(goal, { ...group.sample, free: 0 }, DEFAULT_WEIGHTS)
    for (let count = 0; count <= group.free; count++) {
      counts[at] = count
      visit(at + 1, value + count * cost)
    }
    counts[at] = 0
  }
  visit(0, 0)
  return best
}

interface Group {
  sample: Candidate
  free: number
}

function groupsOf(candidates: readonly Candidate[]): Group[] {
  const groups = new Map<string, Group>()
  for (const server of candidates) {
    const key = `${server.model} ${server.rack}`
    const group = groups.get(key) ?? { sample: server, free: 0 }
    group.free++
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Does this many of each group keep the demand and the limits? Written from the product's rules, not from the planner. */
export function keepsAll(
  groups: readonly Group[],
  counts: readonly number[],
  asked: Demand,
  limits: Constraints,
  headroomW: ReadonlyMap<string, number>,
): boolean {
  const servers = counts.reduce((sum, count) => sum + count, 0)
  const sum = (of: (server: Candidate) => number, rack?: string) =>
    groups.reduce(
      (total, { sample }, at) =>
        total + (rack === undefined || sample.rack === rack ? (counts[at] ?? 0) * of(sample) : 0),
      0,
    )
  if (asked.kind === 'lines' && !servesLines(groups, counts, asked)) return false
  if (asked.kind === 'totals' && RESOURCES.some((resource) => sum((of) => of[resource]) < asked[resource])) return false
  const need = askedOf(asked)
  return ['A1', 'A2'].every((rack) => {
    const here = sum(() => 1, rack)
    if (here > (limits.maxPerRack ?? here)) return false
    if (here > shareCap(limits.maxSharePerRack ?? 100, servers)) return false
    if (limits.rackPower && sum((of) => of.powerW ?? 0, rack) > (headroomW.get(rack) ?? 0)) return false
    const { surviveRackLoss: survive } = limits
    if (survive === undefined) return true
    if (asked.kind === 'lines') return servers - here >= shareCap(survive, servers)
    return RESOURCES.every(
      (resource) => sum((of) => of[resource]) - sum((of) => of[resource], rack) >= shareCap(survive, need[resource]),
    )
  })
}

/** Exactly the servers asked, each at least as its line wants: by trying. */
function servesLines(
  groups: readonly Group[],
  counts: readonly number[],
  { lines }: Extract<Demand, { kind: 'lines' }>,
): boolean {
  const wanted = lines.flatMap((line) => Array.from({ length: line.count }, () => shapeOf(line)))
  if (wanted.length !== counts.reduce((sum, count) => sum + count, 0)) return false
  const left = [...counts]
  const fill = (at: number): boolean => {
    const shape = wanted[at]
    if (shape === undefined) return true
    return groups.some(({ sample }, index) => {
      if ((left[index] ?? 0) === 0 || !covers(sample, shape)) return false
      left[index] = (left[index] ?? 0) - 1
      const ok = fill(at + 1)
      left[index] = (left[index] ?? 0) + 1
      return ok
    })
  }
  return fill(0)
}

/** A supply as groups and counts of a placement, for `keepsAll`. */
export function asGroups(
  supply: Supply,
  placement: readonly { rack: number | null; classIndex: number; count: number }[],
) {
  const groups: Group[] = []
  const counts: number[] = []
  for (const { rack, classIndex, count } of placement) {
    const of = supply.classes[classIndex]
    if (of === undefined) throw new Error(`No class ${classIndex}`)
    const sample = {
      ...of,
      serverId: 0,
      barcode: '',
      rack: rack === null ? null : (supply.racks[rack]?.rack ?? ''),
      walkKey: null,
      u: null,
    }
    groups.push({ sample, free: count })
    counts.push(count)
  }
  return { groups, counts }
}
