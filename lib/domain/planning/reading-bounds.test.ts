import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { walkKey } from '../code'
import { type Capacity, DEFAULT_WEIGHTS } from './composite-score'
import { planGreedily } from './greedy-planner'
import { type Candidate, type Constraints, type Demand, OBJECTIVES, type PlanningInput } from './plan'
import { readingBounds } from './reading-bounds'

const amount = (max: number) => fc.integer({ min: 0, max })
const shape = fc.record({ cpuCores: amount(64), ramGb: amount(256), nvmeGb: amount(4000) })
const totals: fc.Arbitrary<Demand> = fc
  .record({ kind: fc.constant('totals' as const), cpuCores: amount(200), ramGb: amount(800), nvmeGb: amount(12_000) })
  .filter(({ cpuCores, ramGb, nvmeGb }) => cpuCores + ramGb + nvmeGb > 0)
const lines: fc.Arbitrary<Demand> = fc.record({
  kind: fc.constant('lines' as const),
  lines: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      minCpuCores: amount(64),
      minRamGb: amount(256),
      minNvmeGb: amount(4000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})
const constraints: fc.Arbitrary<Constraints> = fc.record({
  maxPerRack: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  maxSharePerRack: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  rackPower: fc.boolean(),
})
const world = fc.record({
  models: fc.array(shape, { minLength: 1, maxLength: 4 }),
  /** Of each server its model, in walking order. */
  servers: fc.array(fc.nat({ max: 3 }), { maxLength: 160 }),
  perRack: fc.integer({ min: 1, max: 12 }),
  headroomW: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 160, maxLength: 160 }),
  objective: fc.constantFrom(...OBJECTIVES),
})

function candidatesOf({ models, servers, perRack }: { models: Capacity[]; servers: number[]; perRack: number }) {
  return servers.map((choice, index): Candidate & { modelIndex: number } => {
    const modelIndex = choice % models.length
    const rack = `R${Math.floor(index / perRack)}`
    return {
      ...(models[modelIndex] ?? { cpuCores: 0, ramGb: 0, nvmeGb: 0 }),
      modelIndex,
      serverId: index,
      barcode: `S${index}`,
      model: `m${modelIndex}`,
      costCents: 100 * (modelIndex + 1),
      powerW: 200 + 100 * modelIndex,
      rack,
      walkKey: walkKey({ code: rack }),
      u: (index % perRack) + 1,
      inWarehouse: false,
      firmwareAtTarget: true,
    }
  })
}

/** What the database gives of all: per model so many in walking order, and from one rack no more than its bound. */
function read(all: (Candidate & { modelIndex: number })[], bounds: ReturnType<typeof readingBounds>): Candidate[] {
  const taken = new Map<string, number>()
  const next = (key: string) => {
    taken.set(key, (taken.get(key) ?? 0) + 1)
    return taken.get(key) ?? 0
  }
  return all.filter(({ modelIndex, rack }) => {
    const bound = bounds[modelIndex] ?? { take: 0, perRack: 0 }
    return next(`${modelIndex} ${rack}`) <= bound.perRack && next(`${modelIndex}`) <= bound.take
  })
}

const inputOf = (candidates: Candidate[], demand: Demand, more: Partial<PlanningInput>): PlanningInput => ({
  demand,
  candidates,
  objective: 'greedy',
  constraints: {},
  weights: DEFAULT_WEIGHTS,
  rackHeadroomW: new Map(),
  ...more,
})

describe('how many servers a plan has to look at', () => {
  it('of a fleet of equal servers twice as many as cover the order, not all', () => {
    const model = { cpuCores: 64, ramGb: 512, nvmeGb: 7680 }
    const demand = { kind: 'totals' as const, cpuCores: 640, ramGb: 1, nvmeGb: 0 }
    expect(readingBounds(demand, {}, [model])).toEqual([{ take: 20, perRack: 20 }])
  })

  it('none of a model that has nothing of what is asked, or fits no line', () => {
    const diskless = { cpuCores: 64, ramGb: 512, nvmeGb: 0 }
    expect(readingBounds({ kind: 'totals', cpuCores: 0, ramGb: 0, nvmeGb: 9 }, {}, [diskless])[0]?.take).toBe(0)
    const line = { count: 3, minCpuCores: 65, minRamGb: 0, minNvmeGb: 0 }
    expect(readingBounds({ kind: 'lines', lines: [line] }, {}, [diskless])[0]?.take).toBe(0)
  })

  it('with limits on racks no more from one rack than may be taken there', () => {
    const demand = { kind: 'totals' as const, cpuCores: 640, ramGb: 0, nvmeGb: 0 }
    const model = { cpuCores: 64, ramGb: 0, nvmeGb: 0 }
    expect(readingBounds(demand, { maxPerRack: 3 }, [model])).toEqual([{ take: 30, perRack: 3 }])
  })

  it('without limits on racks the plan, or the shortfall, is the one of the whole inventory', () => {
    fc.assert(
      fc.property(world, fc.oneof(totals, lines), (inventory, demand) => {
        const all = candidatesOf(inventory)
        const more = { objective: inventory.objective }
        const some = read(all, readingBounds(demand, {}, inventory.models))
        expect(planGreedily(inputOf(some, demand, more))).toEqual(planGreedily(inputOf(all, demand, more)))
      }),
      { numRuns: 500 },
    )
  })

  it('with limits on racks a plan is found whenever the whole inventory gives one', () => {
    fc.assert(
      fc.property(world, fc.oneof(totals, lines), constraints, (inventory, demand, limits) => {
        const all = candidatesOf(inventory)
        const headroom = inventory.headroomW.map((watts, rack) => [`R${rack}`, watts] as const)
        const more = { objective: inventory.objective, constraints: limits, rackHeadroomW: new Map(headroom) }
        const some = read(all, readingBounds(demand, limits, inventory.models))
        expect(planGreedily(inputOf(some, demand, more)).kind).toBe(planGreedily(inputOf(all, demand, more)).kind)
      }),
      { numRuns: 500 },
    )
  })
})
