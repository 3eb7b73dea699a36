import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetWarnings, facesOf, fits, freeRanges, nearestFit, type Occupant } from './rack-space'

const rack = { heightU: 42 }
const full = (key: string, u: number, heightU = 1): Occupant => ({ key, u, heightU, face: 'front', depth: 'full' })
const half = (key: string, u: number, face: 'front' | 'rear', heightU = 1): Occupant => ({
  key,
  u,
  heightU,
  face,
  depth: 'half',
})

describe('placing into a rack', () => {
  it('refuses a taken unit with the name of what stands there', () => {
    expect(fits(rack, [full('SRV-1', 24)], full('SRV-2', 24))).toEqual({
      ok: false,
      code: 'slot-taken',
      reason: 'U24 is taken by SRV-1.',
      blockedBy: ['SRV-1'],
    })
  })

  it('names everything in the way of a tall server, lowest first', () => {
    const result = fits(rack, [full('SRV-2', 25), full('SRV-1', 24)], full('SRV-9', 24, 2))
    expect(result).toMatchObject({
      blockedBy: ['SRV-1', 'SRV-2'],
      reason: expect.stringContaining('2U are needed, U24–25'),
    })
  })

  it('a server ends where the next begins', () => {
    expect(fits(rack, [full('SRV-1', 10, 2), full('SRV-2', 13)], full('SRV-3', 12)).ok).toBe(true)
  })

  it.each([
    [0, 1, false],
    [1, 1, true],
    [42, 1, true],
    [42, 2, false],
    [41, 2, true],
    [43, 1, false],
    [1.5, 1, false],
  ])('U%d of height %d within 42 units: %s', (u, heightU, ok) => {
    expect(fits(rack, [], full('SRV-1', u, heightU))).toMatchObject(ok ? { ok } : { ok, code: 'does-not-fit' })
  })

  it('half-depth things share a unit from both faces, a full-depth one shares with none', () => {
    expect(fits(rack, [half('SRV-1', 5, 'front')], half('SRV-2', 5, 'rear')).ok).toBe(true)
    expect(fits(rack, [half('SRV-1', 5, 'front')], half('SRV-2', 5, 'front')).ok).toBe(false)
    expect(fits(rack, [half('SRV-1', 5, 'rear')], full('SRV-2', 5)).ok).toBe(false)
    expect(fits(rack, [full('SRV-1', 5)], half('SRV-2', 5, 'rear')).ok).toBe(false)
  })

  it('a server is not in its own way when it moves by one unit', () => {
    expect(fits(rack, [full('SRV-1', 5, 2)], full('SRV-1', 6, 2)).ok).toBe(true)
  })

  it('agrees with counting units one by one', () => {
    const thing = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      u: fc.integer({ min: 1, max: 10 }),
      heightU: fc.integer({ min: 1, max: 4 }),
      face: fc.constantFrom('front' as const, 'rear' as const),
      depth: fc.constantFrom('full' as const, 'half' as const),
    })
    const unitsOf = (item: Occupant) =>
      facesOf(item).flatMap((face) => Array.from({ length: item.heightU }, (_, i) => `${face}${item.u + i}`))
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 5 }), thing, (items, candidate) => {
        const taken = new Set(items.filter((item) => item.key !== candidate.key).flatMap(unitsOf))
        const expected =
          unitsOf(candidate).every((unit) => !taken.has(unit)) && candidate.u + candidate.heightU - 1 <= 10
        expect(fits({ heightU: 10 }, items, candidate).ok).toBe(expected)
      }),
    )
  })
})

describe('free room', () => {
  const items = [full('SRV-1', 1, 3), half('SW', 6, 'rear'), full('SRV-2', 9, 2)]

  it('lists runs with the positions a shape has in each', () => {
    expect(freeRanges({ heightU: 10 }, items, { heightU: 2, face: 'front', depth: 'full' })).toEqual([
      { u: 4, heightU: 2, positions: 1 },
      { u: 7, heightU: 2, positions: 1 },
    ])
    expect(freeRanges({ heightU: 10 }, items, { heightU: 2, face: 'front', depth: 'half' })).toEqual([
      { u: 4, heightU: 5, positions: 4 },
    ])
  })

  it('finds the nearest place, the lower of two as near, and none where there is none', () => {
    const shape = { heightU: 2, face: 'front', depth: 'full' } as const
    expect(nearestFit({ heightU: 10 }, items, shape, 9)).toBe(7)
    expect(nearestFit({ heightU: 10 }, items, shape, 1)).toBe(4)
    expect(nearestFit({ heightU: 10 }, [full('A', 5)], { ...shape, heightU: 1 }, 5)).toBe(4)
    expect(nearestFit({ heightU: 10 }, items, { ...shape, heightU: 3 }, 5)).toBeNull()
  })

  it('what it finds fits', () => {
    const u = nearestFit({ heightU: 10 }, items, { heightU: 2, face: 'front', depth: 'full' }, 10)
    expect(u !== null && fits({ heightU: 10 }, items, full('SRV-9', u, 2)).ok).toBe(true)
  })
})

describe('budgets', () => {
  it.each([
    [899, []],
    [900, ['near']],
    [1000, ['near']],
    [1001, ['over']],
  ])('%d W of 1000: %j', (powerW, levels) => {
    expect(budgetWarnings({ maxPowerW: 1000 }, { powerW, weightKg: 0 }).map((w) => w.level)).toEqual(levels)
  })

  it('a budget that is not set never warns', () => {
    expect(budgetWarnings({ maxPowerW: null }, { powerW: 9e9, weightKg: 9e9 })).toEqual([])
  })

  it('says how much of what', () => {
    expect(budgetWarnings({ maxWeightKg: 900 }, { powerW: 0, weightKg: 928 })).toEqual([
      {
        resource: 'weight',
        level: 'over',
        used: 928,
        budget: 900,
        words: '928 kg of weight is over the rack’s 900 kg.',
      },
    ])
  })
})
