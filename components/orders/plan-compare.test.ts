import { describe, expect, test } from 'vitest'
import type { FreshPlan } from '@/lib/contracts/planning/plan'
import { columnsOf, measuresOf, mostAllowed, standingsOf } from './plan-compare'

const asked = { cpuCores: 100, ramGb: 512, nvmeGb: 0 }

function planOf(totals: Partial<FreshPlan['totals']>, constraints: FreshPlan['constraints'] = {}): FreshPlan {
  return {
    order: 'ORD-1',
    objective: 'fewest-servers',
    constraints,
    includeWarehouse: false,
    method: 'exact',
    proof: 'optimal',
    value: 2,
    bound: 2,
    gap: 0,
    items: [],
    totals: {
      servers: 2,
      cpuCores: 128,
      ramGb: 512,
      nvmeGb: 3_840,
      cost: 100_000,
      powerW: 900,
      racks: 1,
      stranded: 0,
      ...totals,
    },
    leftOut: [],
    exact: null,
    tookMs: 3,
  }
}

test('stranded is what is taken beyond what was asked', () => {
  expect(measuresOf(planOf({}), asked)).toMatchObject({
    'stranded-cpuCores': 28,
    'stranded-ramGb': 0,
    'stranded-nvmeGb': 3_840,
  })
})

describe('a plan stands against the best of the others', () => {
  const [few, cheap] = standingsOf([
    measuresOf(planOf({ servers: 2, cost: 100_000, powerW: 900 }), asked),
    measuresOf(planOf({ servers: 3, cost: 90_000, powerW: null }), asked),
  ])

  test('the lowest is marked, the others show by how much they are above it', () => {
    expect([few?.servers, cheap?.servers]).toEqual(['lowest', 1])
    expect([few?.cost, cheap?.cost]).toEqual([10_000, 'lowest'])
  })

  test('where all are alike, or nothing is known, there is nothing to tell', () => {
    expect([few?.racks, cheap?.racks]).toEqual([null, null])
    expect([few?.powerW, cheap?.powerW]).toEqual([null, null])
  })
})

test('an objective without a plan takes no part, and those after it keep their own standing', () => {
  const columns = columnsOf(
    [
      { objective: 'fewest-servers', plan: planOf({ servers: 2 }), infeasible: null, leftOut: [] },
      { objective: 'lowest-cost', plan: null, infeasible: '0 of 100 CPU cores are free.', leftOut: [] },
      { objective: 'greedy', plan: planOf({ servers: 4 }), infeasible: null, leftOut: [] },
    ],
    asked,
  )
  expect(columns.map(({ standings }) => standings?.servers ?? 'none')).toEqual(['lowest', 'none', 2])
})

describe('the most a rack may hold', () => {
  test.each([
    [{}, null],
    [{ maxPerRack: 8 }, 8],
    [{ maxSharePerRack: 25 }, 3],
    [{ maxPerRack: 2, maxSharePerRack: 25 }, 2],
  ])('%j of 10 servers: %s', (constraints, most) => {
    expect(mostAllowed(planOf({ servers: 10 }, constraints))).toBe(most)
  })
})
