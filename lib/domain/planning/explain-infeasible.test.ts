import { describe, expect, it } from 'vitest'
import { type Capacity, DEFAULT_WEIGHTS } from './composite-score'
import { explainInfeasible } from './explain-infeasible'
import type { Constraints } from './plan'
import type { Supply } from './supply'

/** Two racks, in each a server of many cores and one of much memory. */
const supply: Supply = {
  classes: [
    classOf('cores', { cpuCores: 10, ramGb: 1, nvmeGb: 0 }),
    classOf('memory', { cpuCores: 1, ramGb: 10, nvmeGb: 0 }),
  ],
  racks: ['A1', 'A2'].map((rack) => ({
    rack,
    walkKey: rack,
    headroomW: null,
    free: [
      [0, 1],
      [1, 1],
    ],
  })),
}

function classOf(model: string, capacity: Capacity) {
  return { model, ...capacity, costCents: 1, powerW: 1, firmwareAtTarget: true, inWarehouse: false, free: 2 }
}

const explained = (asked: Capacity, constraints: Constraints) =>
  explainInfeasible({
    supply,
    demand: { kind: 'totals', ...asked },
    objective: 'fewest-servers',
    constraints,
    weights: DEFAULT_WEIGHTS,
  })

describe('why an order has no plan', () => {
  it('the amounts: what there is too little of, and by how much', async () => {
    const { shortfall, explanation } = await explained({ cpuCores: 30, ramGb: 20, nvmeGb: 0 }, {})
    expect(explanation).toMatchObject({ shortBy: 'amounts', largestShare: 73, droppable: [] })
    expect(shortfall).toEqual([{ resource: 'cpuCores', asked: 30, available: 22 }])
  })

  it('the amounts that the limits leave', async () => {
    const { shortfall, explanation } = await explained({ cpuCores: 22, ramGb: 0, nvmeGb: 0 }, { maxPerRack: 1 })
    expect(shortfall).toEqual([{ resource: 'cpuCores', asked: 22, available: 20 }])
    expect(explanation).toMatchObject({
      shortBy: 'amounts',
      smallestPerRack: { maxPerRack: 2, servers: 4 },
      droppable: [{ limit: 'maxPerRack', servers: 4 }],
    })
  })

  it('the limits: there is enough of each by itself, and then it is said what the largest share comes to', async () => {
    const { shortfall, explanation } = await explained({ cpuCores: 20, ramGb: 20, nvmeGb: 0 }, { maxPerRack: 1 })
    expect(explanation).toMatchObject({ shortBy: 'limits', largestShare: 55 })
    expect(shortfall).toEqual([
      { resource: 'cpuCores', asked: 20, available: 11 },
      { resource: 'ramGb', asked: 20, available: 11 },
    ])
  })
})
