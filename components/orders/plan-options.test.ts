import { describe, expect, test } from 'vitest'
import { toQueryString } from '@/lib/client/api-fetch'
import { comparisonInput } from '@/lib/contracts/planning/plan'
import {
  limitsFrom,
  limitsParams,
  objectiveFrom,
  type PlanLimits,
  sameLimits,
  samePlan,
  withPerRack,
} from './plan-options'

const everything: PlanLimits = {
  constraints: {
    maxPerRack: 8,
    maxSharePerRack: 25,
    surviveRackLoss: 80,
    rackPower: true,
    models: { allow: ['dell-r650', 'hpe-dl360.gen10'], exclude: ['lenovo-sr650'] },
  },
  includeWarehouse: true,
}
const nothing: PlanLimits = { constraints: {}, includeWarehouse: false }
const inAddress = (limits: PlanLimits) => new URLSearchParams(toQueryString(limitsParams(limits)))

describe('the limits stand in the address', () => {
  test.each([everything, nothing])('and are read back as they were written', (limits) => {
    expect(limitsFrom(inAddress(limits), null)).toEqual(limits)
  })

  test('limits that were all taken away do not come back from the plan', () => {
    expect(limitsFrom(inAddress(nothing), everything)).toEqual(nothing)
    expect(limitsFrom(new URLSearchParams(), everything)).toEqual(everything)
  })

  test('one of them alone is enough: an address that was typed or cut short loses none', () => {
    const limits = limitsFrom(new URLSearchParams('maxPerRack=4'), everything)
    expect(limits).toEqual({ constraints: { maxPerRack: 4 }, includeWarehouse: false })
  })

  test('whatever stands there, the API takes it', () => {
    const odd = new URLSearchParams('warehouse=maybe&maxPerRack=-3&maxSharePerRack=900&surviveRackLoss=x&rackPower=1')
    const limits = limitsFrom(odd, null)
    expect(limits).toEqual({ constraints: { maxSharePerRack: 100 }, includeWarehouse: false })
    expect(comparisonInput.safeParse(limits).success).toBe(true)
  })

  test('an objective that is none is the plan’s, or the default', () => {
    const odd = new URLSearchParams('objective=best')
    expect(objectiveFrom(odd, { objective: 'greedy' })).toBe('greedy')
    expect(objectiveFrom(odd, null)).toBe('fewest-servers')
    expect(objectiveFrom(new URLSearchParams('objective=lowest-cost'), { objective: 'greedy' })).toBe('lowest-cost')
  })
})

describe('two plans', () => {
  const plan = { ...nothing, objective: 'lowest-cost' as const, items: [{ barcode: 'A' }, { barcode: 'B' }] }

  test('are the same whatever the order of their servers', () => {
    expect(samePlan(plan, { ...plan, items: [{ barcode: 'B' }, { barcode: 'A' }] })).toBe(true)
  })

  test('differ by a server, by the objective, by a limit', () => {
    expect(samePlan(plan, { ...plan, items: [{ barcode: 'A' }, { barcode: 'C' }] })).toBe(false)
    expect(samePlan(plan, { ...plan, objective: 'greedy' })).toBe(false)
    expect(samePlan(plan, { ...plan, constraints: { maxPerRack: 8 } })).toBe(false)
  })
})

test('a count per rack takes the place of a share, and leaves the other limits', () => {
  expect(withPerRack(everything, 12).constraints).toMatchObject({
    maxPerRack: 12,
    surviveRackLoss: 80,
    rackPower: true,
  })
  expect(withPerRack(everything, 12).constraints).not.toHaveProperty('maxSharePerRack')
  expect(sameLimits(everything, withPerRack(everything, 12))).toBe(false)
})
