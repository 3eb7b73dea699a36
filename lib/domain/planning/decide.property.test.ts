import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asGroups,
  bestByCounting,
  decideCase,
  fixedCases,
  inputOf,
  keepsAll,
  type PlanningCase,
  planningCase,
} from '../../testing/factories/planning-cases'
import { compositeScore, DEFAULT_WEIGHTS } from './composite-score'
import { type Decision, decide } from './decide'
import { placeInFewRacks } from './few-racks'
import { planGreedily } from './greedy-planner'
import { askedOf, objectiveValue } from './plan'
import { checkCertificate } from './solver/safe-bound'
import type { Supply } from './supply'

const RUNS = 2_000

describe('the exact planner, on small orders at random', () => {
  test(`agrees with counting through all plans on ${RUNS} orders: the same value, or no plan`, {
    timeout: 120_000,
  }, async () => {
    let proven = 0
    await fc.assert(
      fc.asyncProperty(planningCase, async (of) => {
        const decision = await decideCase(of)
        const best = bestByCounting(of)
        if (decision.kind === 'infeasible') {
          if (decision.proven) proven++
          return decision.proven ? best === null : true
        }
        const [first] = decision.settled
        expect(best).not.toBeNull()
        expect(first?.bound).toBeLessThanOrEqual(best ?? 0)
        expect(first?.value).toBeGreaterThanOrEqual(best ?? 0)
        if (first?.value === first?.bound) {
          proven++
          expect(first?.value).toBe(best)
        }
        return true
      }),
      { numRuns: RUNS },
    )
    expect(proven).toBe(RUNS)
  })

  test('keeps every limit, also after it is moved into few racks', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(planningCase, async (of) => {
        const decision = await decideCase(of)
        if (decision.kind === 'infeasible') return
        const { supply, rules } = inputOf(of)
        const few = placeInFewRacks(supply, rules, decision.placement)
        if (few === null) throw new Error('A whole placement was not kept')
        for (const placement of rules.perRack < 200 || of.constraints.rackPower
          ? [decision.placement, few.placement]
          : [few.placement]) {
          const { groups, counts } = asGroups(supply, placement)
          expect(keepsAll(groups, counts, of.demand, of.constraints, of.headroomW)).toBe(true)
          expect(overdrawn(supply, placement)).toEqual([])
        }
        expect(few.racks).toBeGreaterThanOrEqual(few.bound)
      }),
      { numRuns: RUNS },
    )
  })

  test('decided without racks, is never above the best, and is the best where it can be placed', {
    timeout: 60_000,
  }, async () => {
    let placed = 0
    await fc.assert(
      fc.asyncProperty(planningCase, async (of) => {
        const { supply, rules, ...input } = inputOf(of)
        const open = await decide({ ...input, rules, supply: { ...supply, racks: [] } }, { openRacks: true })
        const best = bestByCounting(of)
        if (open.kind === 'infeasible') {
          expect([open.proven, best]).toEqual([true, null])
          return
        }
        expect(open.settled[0]?.value).toBeLessThanOrEqual(best ?? Number.POSITIVE_INFINITY)
        const few = placeInFewRacks(supply, rules, open.placement)
        if (few === null) return
        placed++
        expect(open.settled[0]?.value).toBe(best)
        const { groups, counts } = asGroups(supply, few.placement)
        expect(keepsAll(groups, counts, of.demand, of.constraints, of.headroomW)).toBe(true)
        expect(overdrawn(supply, few.placement)).toEqual([])
        expect(few.racks).toBeGreaterThanOrEqual(few.bound)
      }),
      { numRuns: RUNS },
    )
    expect(placed).toBeGreaterThan(RUNS / 20)
  })

  test('is never above the greedy planner', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(planningCase, async (of) => {
        // The greedy planner knows nothing of the loss of a rack.
        const { surviveRackLoss: _, ...constraints } = of.constraints
        const decision = await decideCase({ ...of, constraints })
        const greedy = planGreedily({
          demand: of.demand,
          objective: of.objective,
          candidates: of.candidates,
          constraints,
          weights: DEFAULT_WEIGHTS,
          rackHeadroomW: of.headroomW,
        })
        if (greedy.kind === 'infeasible') return
        expect(decision.kind).toBe('feasible')
        expect(firstValueOf(of, decision)).toBeLessThanOrEqual(objectiveValue(of.objective, greedy.totals))
      }),
      { numRuns: RUNS },
    )
  })

  test('carries a certificate whose bound, worked out in whole numbers, is never above its value', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(planningCase, async (of) => {
        const decision = await decideCase(of)
        if (decision.kind === 'infeasible') return
        expect(checkCertificate(decision.certificate)).toBe(decision.certificate.bound)
        expect(decision.certificate.bound).toBeLessThanOrEqual(decision.settled[0]?.value ?? 0)
      }),
      { numRuns: RUNS },
    )
  })

  test('decides the same a hundred times over, whatever the order in which the servers were read', {
    timeout: 60_000,
  }, async () => {
    for (const planned of fixedCases(20)) {
      const first = await decideCase(planned)
      for (let repeat = 0; repeat < 100; repeat++) {
        const [head = [], tail = []] = [planned.candidates.slice(repeat % 7), planned.candidates.slice(0, repeat % 7)]
        expect(await decideCase({ ...planned, candidates: [...head, ...tail].reverse() })).toEqual(first)
      }
    }
  })

  test('decides the same in a fresh process', { timeout: 60_000 }, async () => {
    const here = await Promise.all(fixedCases(40).map(decideCase))
    const there = execFileSync(process.execPath, ['--import', 'tsx', 'lib/testing/decide-cases.ts', '40'], {
      encoding: 'utf8',
    })
    expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(here)))
  })
})

/** Of the first goal, in the objective's units. */
function firstValueOf(of: PlanningCase, decision: Decision): number {
  if (decision.kind === 'infeasible') throw new Error('no plan')
  const value = decision.settled[0]?.value ?? Number.NaN
  if (of.objective !== 'least-stranded') return value
  return value - compositeScore(askedOf(of.demand))
}

function overdrawn(supply: Supply, placement: readonly { rack: number | null; classIndex: number; count: number }[]) {
  return placement.filter(({ rack, classIndex, count }) => {
    const free = rack === null ? supply.classes[classIndex]?.free : new Map(supply.racks[rack]?.free).get(classIndex)
    return count > (free ?? 0)
  })
}
