import { describe, expect, it } from 'vitest'
import { type Capacity, DEFAULT_WEIGHTS } from './composite-score'
import { type Decision, decide } from './decide'
import { placeInFewRacks } from './few-racks'
import type { Constraints, Demand } from './plan'
import { brokenRacks, rackRulesOf } from './rack-rules'
import type { ServerClass, Supply } from './supply'

const asks = (cpuCores: number): Demand => ({ kind: 'totals', cpuCores, ramGb: 0, nvmeGb: 0 })

describe('an order that must survive the loss of a rack, where hundreds of racks hold the same', () => {
  it('is spread over as many as it takes', async () => {
    const { decision, racks } = await planned(racksOf(300, { small: 8 }), asks(160), { surviveRackLoss: 80 })
    // Ten of 16 cores are enough, and with 32 of them lost 128 are left: two a rack, five racks.
    expect(firstOf(decision)).toEqual({ goal: 'servers', value: 10, bound: 10 })
    expect(racks).toBe(5)
  })

  it('takes one more where a single server is more than may be lost', async () => {
    const { decision, racks } = await planned(racksOf(300, { small: 8, large: 4 }), asks(100), { surviveRackLoss: 80 })
    // Two of 64 cores would do, but not one; a large one and three small ones neither.
    expect(firstOf(decision)).toEqual({ goal: 'servers', value: 3, bound: 3 })
    expect(racks).toBe(3)
  })

  it('rests on a server in the warehouse, which no rack’s loss takes', async () => {
    const racked = racksOf(40, { large: 1 })
    const stored = { ...classOf('large', MODELS.large), inWarehouse: true, free: 1 }
    const supply = { ...racked, classes: [...racked.classes, stored] }
    const { decision, racks } = await planned(supply, asks(64), { surviveRackLoss: 80 })
    expect(firstOf(decision)).toEqual({ goal: 'servers', value: 1, bound: 1 })
    expect(racks).toBe(0)
  })

  it('is proven impossible where there is one rack', async () => {
    const { decision } = await planned(racksOf(1, { small: 8 }), asks(64), { surviveRackLoss: 10 })
    expect(decision).toMatchObject({ kind: 'infeasible', proven: true })
  })
})

describe('limits on racks at the size of a datacenter', () => {
  it('takes nothing from a rack that is over its budget, though it draw nothing', async () => {
    const [light, other] = [classOf('light', MODELS.large), classOf('other', MODELS.small)]
    const supply: Supply = {
      classes: [
        { ...light, powerW: 0, free: 1 },
        { ...other, free: 8 },
      ],
      racks: [
        { ...rackOf(0), headroomW: -100, free: [[0, 1]] },
        { ...rackOf(1), headroomW: 5_000, free: [[1, 8]] },
      ],
    }
    const { decision } = await planned(supply, asks(64), { rackPower: true })
    expect(firstOf(decision)).toEqual({ goal: 'servers', value: 4, bound: 4 })
  })

  it('keeps a count a rack where the counts of racks differ', async () => {
    const alike = racksOf(40, { small: 1 })
    const classes = alike.classes.map((of) => ({ ...of, free: 3 * 9 + 37 }))
    const racks = alike.racks.map((rack, k) => ({ ...rack, free: [[0, k < 3 ? 9 : 1] as const] }))
    const most = await planned({ classes, racks }, asks(16 * 43), { maxPerRack: 2 })
    expect(firstOf(most.decision)).toMatchObject({ value: 43, bound: 43 })
    const more = await planned({ classes, racks }, asks(16 * 44), { maxPerRack: 2 })
    expect(more.decision).toMatchObject({ kind: 'infeasible', proven: true })
  })

  it('finds the one way to share racks where taking what is scarce first does not', async () => {
    // Both models stand in two places each: A in racks 0 and 1, B in racks 1 and 2. With one a rack three fit.
    const [a, b] = [
      classOf('a', { cpuCores: 16, ramGb: 1, nvmeGb: 0 }),
      classOf('b', { cpuCores: 16, ramGb: 1, nvmeGb: 0 }),
    ]
    const racks = [
      [[0, 2]],
      [
        [0, 1],
        [1, 1],
      ],
      [[1, 2]],
    ].map((free, k) => ({ ...rackOf(k), free: free as [number, number][] }))
    const { decision } = await planned(
      {
        classes: [
          { ...a, free: 3 },
          { ...b, free: 3 },
        ],
        racks,
      },
      asks(48),
      { maxPerRack: 1 },
    )
    expect(firstOf(decision)).toMatchObject({ value: 3, bound: 3 })
  })
})

async function planned(supply: Supply, demand: Demand, constraints: Constraints) {
  const rules = rackRulesOf(constraints, demand)
  const decision = await decide({ supply, demand, objective: 'fewest-servers', rules, weights: DEFAULT_WEIGHTS })
  if (decision.kind === 'infeasible') return { decision, racks: null }
  const few = placeInFewRacks(supply, rules, decision.placement)
  if (few === null) throw new Error('A whole placement was not kept')
  for (const placement of [decision.placement, few.placement]) expect(brokenRacks(rules, supply, placement)).toEqual([])
  return { decision, racks: few.racks }
}

const firstOf = (decision: Decision) => (decision.kind === 'feasible' ? decision.settled[0] : decision)

const MODELS = {
  small: { cpuCores: 16, ramGb: 64, nvmeGb: 0 },
  large: { cpuCores: 64, ramGb: 256, nvmeGb: 0 },
}

function racksOf(count: number, each: { small?: number; large?: number }): Supply {
  const models = Object.entries(each)
  return {
    classes: models.map(([name, free]) => ({
      ...classOf(name, name === 'large' ? MODELS.large : MODELS.small),
      free: free * count,
    })),
    racks: Array.from({ length: count }, (_, k) => ({
      ...rackOf(k),
      free: models.map(([, free], index): [number, number] => [index, free]),
    })),
  }
}

const rackOf = (k: number) => ({ rack: `A${k}`, walkKey: `a${String(k).padStart(4, '0')}`, headroomW: null })

function classOf(model: string, capacity: Capacity): ServerClass {
  return { model, ...capacity, costCents: 100, powerW: 300, firmwareAtTarget: true, inWarehouse: false, free: 0 }
}
