import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plan, server } from '../../testing/factories/candidates'
import { covers, DEFAULT_WEIGHTS, RESOURCES, sumCapacity } from './composite-score'
import { planGreedily } from './greedy-planner'
import { askedOf, type Candidate, OBJECTIVES, type PlanningInput, shapeOf } from './plan'

/** Small numbers, so that orders are often just feasible or just not. */
const candidate = fc.record({
  cpuCores: fc.integer({ min: 0, max: 8 }),
  ramGb: fc.integer({ min: 0, max: 8 }),
  nvmeGb: fc.integer({ min: 0, max: 8 }),
  costCents: fc.option(fc.integer({ min: 0, max: 9 })),
  powerW: fc.option(fc.integer({ min: 0, max: 9 })),
  rack: fc.constantFrom('A1', 'A2', 'A10', null),
  model: fc.constantFrom('m1', 'm2', 'm3'),
  firmwareAtTarget: fc.boolean(),
})
const pool = fc
  .array(candidate, { maxLength: 12 })
  .map((list) => list.map((more, index) => server({ ...more, serverId: index + 1, inWarehouse: more.rack === null })))
const amount = fc.integer({ min: 0, max: 30 })
const totalsDemand = fc.record({
  kind: fc.constant('totals' as const),
  cpuCores: amount,
  ramGb: amount,
  nvmeGb: amount,
})
const small = fc.integer({ min: 0, max: 6 })
const linesDemand = fc.record({
  kind: fc.constant('lines' as const),
  lines: fc.array(
    fc.record({ count: fc.integer({ min: 1, max: 3 }), minCpuCores: small, minRamGb: small, minNvmeGb: small }),
    { minLength: 1, maxLength: 4 },
  ),
})
const constraintSet = fc.record(
  {
    models: fc.record({ exclude: fc.constantFrom([], ['m1'], ['M2', 'm3']) }),
    maxPerRack: fc.integer({ min: 1, max: 4 }),
    maxSharePerRack: fc.integer({ min: 1, max: 100 }),
    rackPower: fc.boolean(),
  },
  { requiredKeys: [] },
)
const headroom = fc
  .dictionary(fc.constantFrom('A1', 'A2', 'A10'), fc.integer({ min: 0, max: 20 }))
  .map((o) => new Map(Object.entries(o)))
const input: fc.Arbitrary<PlanningInput> = fc.record({
  demand: fc.oneof(totalsDemand, linesDemand),
  candidates: pool,
  objective: fc.constantFrom(...OBJECTIVES),
  constraints: constraintSet,
  weights: fc.constant(DEFAULT_WEIGHTS),
  rackHeadroomW: headroom,
})

function chosenOf(given: PlanningInput, items: readonly { serverId: number }[]): Candidate[] {
  return items.flatMap((item) => given.candidates.filter((candidate) => candidate.serverId === item.serverId))
}

describe('for any input', () => {
  it('a plan meets the demand, takes a server once and keeps every constraint', () => {
    fc.assert(
      fc.property(input, (given) => {
        const outcome = planGreedily(given)
        if (outcome.kind !== 'feasible') return
        const chosen = chosenOf(given, outcome.items)
        expect(new Set(chosen).size).toBe(outcome.items.length)
        const { demand, constraints } = given
        if (demand.kind === 'totals') expect(covers(sumCapacity(chosen), askedOf(demand))).toBe(true)
        else {
          demand.lines.forEach((line, index) => {
            const serving = chosenOf(
              given,
              outcome.items.filter((item) => item.line === index),
            )
            expect(serving).toHaveLength(line.count)
            expect(serving.every((one) => covers(one, shapeOf(line)))).toBe(true)
          })
        }
        const excluded = (constraints.models?.exclude ?? []).map((slug) => slug.toLowerCase())
        expect(chosen.some((one) => excluded.includes(one.model))).toBe(false)
        for (const rack of ['A1', 'A2', 'A10']) {
          const there = chosen.filter((one) => one.rack === rack)
          expect(there.length).toBeLessThanOrEqual(constraints.maxPerRack ?? 99)
          const share = constraints.maxSharePerRack
          if (share !== undefined) expect(there.length).toBeLessThanOrEqual(Math.ceil((share * chosen.length) / 100))
          if (constraints.rackPower) {
            const watts = there.reduce((sum, one) => sum + (one.powerW ?? Number.NaN), 0)
            expect(watts).toBeLessThanOrEqual(given.rackHeadroomW.get(rack) ?? Number.POSITIVE_INFINITY)
          }
        }
        expect(Number.isInteger(outcome.value)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('the same inventory and order give the same plan, in whichever order the servers come', () => {
    fc.assert(
      fc.property(input, fc.infiniteStream(fc.nat()), (given, noise) => {
        const shuffled = given.candidates
          .map((one) => ({ one, at: noise.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
        expect(planGreedily({ ...given, candidates: shuffled })).toEqual(planGreedily(given))
      }),
      { numRuns: 500 },
    )
  })

  it('without constraints totals are infeasible exactly when a resource is short, and the shortfall is exact', () => {
    fc.assert(
      fc.property(totalsDemand, pool, (demand, candidates) => {
        const all = sumCapacity(candidates)
        const short = RESOURCES.filter((resource) => all[resource] < demand[resource])
        const outcome = plan(demand, candidates)
        expect(outcome.kind).toBe(short.length > 0 ? 'infeasible' : 'feasible')
        if (outcome.kind === 'feasible') return
        expect(outcome.shortfall).toEqual(
          short.map((resource) => ({ resource, asked: demand[resource], available: all[resource] })),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('no server of a plan for totals could be left out', () => {
    fc.assert(
      fc.property(totalsDemand, pool, fc.constantFrom(...OBJECTIVES), (demand, candidates, objective) => {
        const given = {
          demand,
          candidates,
          objective,
          constraints: {},
          weights: DEFAULT_WEIGHTS,
          rackHeadroomW: new Map(),
        }
        const outcome = planGreedily(given)
        if (outcome.kind !== 'feasible') return
        const chosen = chosenOf(given, outcome.items)
        for (const one of chosen) {
          expect(covers(sumCapacity(chosen.filter((other) => other !== one)), askedOf(demand))).toBe(false)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('without limits on racks a plan for lines is found whenever there is one', () => {
    const few = fc.record({
      kind: fc.constant('lines' as const),
      lines: fc.array(
        fc.record({ count: fc.integer({ min: 1, max: 2 }), minCpuCores: small, minRamGb: small, minNvmeGb: small }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    })
    fc.assert(
      fc.property(
        few,
        pool.map((list) => list.slice(0, 6)),
        (demand, candidates) => {
          const slots = demand.lines.flatMap((line) => Array.from({ length: line.count }, () => shapeOf(line)))
          const exists = (slot: number, left: readonly Candidate[]): boolean => {
            const shape = slots[slot]
            if (!shape) return true
            return left.some(
              (one) =>
                covers(one, shape) &&
                exists(
                  slot + 1,
                  left.filter((other) => other !== one),
                ),
            )
          }
          expect(plan(demand, candidates).kind).toBe(exists(0, candidates) ? 'feasible' : 'infeasible')
        },
      ),
      { numRuns: 500 },
    )
  })
})
