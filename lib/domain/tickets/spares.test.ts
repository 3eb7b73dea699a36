import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TICKET_TYPES } from '../ticket-state'
import { fitOf, type PartFacts, readFacts } from './part-facts'
import { chooseSpare, isPartKind, mostSuitable, neededPart, type SpareCandidate } from './spares'

const spare = (more: Partial<SpareCandidate>): SpareCandidate => ({
  stockId: 1,
  sku: 'DISK-1',
  warehouse: 'W1',
  available: 1,
  sameWarehouse: false,
  facts: {},
  ...more,
})

describe('spares', () => {
  it('each type of ticket has its kind of part, or none', () => {
    expect(TICKET_TYPES.map((type) => [type, neededPart(type)])).toEqual([
      ['REPLACE_DISK', 'DISK'],
      ['REPLACE_RAM', 'RAM'],
      ['CHECK_COOLING', null],
      ['REBOOT', null],
    ])
    expect(isPartKind('dimm', 'RAM')).toBe(true)
    expect(isPartKind('FAN', 'DISK')).toBe(false)
  })

  it.each([
    ['the server’s own warehouse', spare({ sameWarehouse: true }), spare({ available: 9 })],
    ['where most lie', spare({ available: 3 }), spare({ available: 2 })],
    ['the first warehouse in natural order', spare({ warehouse: 'W2' }), spare({ warehouse: 'W10' })],
    ['the first sku in natural order', spare({ sku: 'D2' }), spare({ sku: 'D10' })],
  ])('prefers %s', (_, better, worse) => {
    expect(chooseSpare([worse, better], {})).toBe(better)
    expect(chooseSpare([better, worse], {})).toBe(better)
  })

  const wanted: PartFacts = { formFactor: '2.5"', interface: 'SATA', sizeGb: 480 }
  const sata = (sizeGb: number): PartFacts => ({ ...wanted, sizeGb })
  it.each([
    ['one known to fit', spare({ facts: sata(960) }), spare({ sameWarehouse: true, available: 9 })],
    ['the smallest that is large enough', spare({ facts: sata(480) }), spare({ facts: sata(960), available: 9 })],
    ['what is nearer, of the same size', spare({ facts: sata(480), sameWarehouse: true }), spare({ facts: sata(480) })],
    ['one of which more is known', spare({ facts: { interface: 'SATA' } }), spare({ available: 9 })],
  ])('where the component is known, prefers %s', (_, better, worse) => {
    expect(chooseSpare([worse, better], wanted)).toBe(better)
    expect(chooseSpare([better, worse], wanted)).toBe(better)
  })

  it('never takes what is not there', () => {
    expect(chooseSpare([spare({ available: 0, sameWarehouse: true })], {})).toBeNull()
    expect(chooseSpare([], {})).toBeNull()
  })
  it('never takes one that contradicts what is known, and the same whatever the order', () => {
    const facts = fc
      .record(
        {
          formFactor: fc.constantFrom('2.5"', 'U.2', 'M.2'),
          interface: fc.constantFrom('SATA', 'NVMe'),
          sizeGb: fc.constantFrom(480, 960),
        },
        { requiredKeys: [] },
      )
      .map(readFacts)
    const candidate = fc
      .record({
        stockId: fc.integer({ min: 1, max: 1_000 }),
        sku: fc.constantFrom('D1', 'D2', 'D10'),
        warehouse: fc.constantFrom('W1', 'W2'),
        available: fc.integer({ min: 0, max: 3 }),
        sameWarehouse: fc.boolean(),
        facts,
      })
      .map((one) => spare(one))
    const candidates = fc.uniqueArray(candidate, { selector: (one) => one.stockId, maxLength: 8 })
    fc.assert(
      fc.property(candidates, facts, fc.func(fc.integer()), (all, known, key) => {
        const best = mostSuitable(all, known, all.length)
        expect(best.every((one) => one.available > 0 && fitOf(known, one.facts).fits)).toBe(true)
        expect(best).toHaveLength(all.filter((one) => one.available > 0 && fitOf(known, one.facts).fits).length)
        const shuffled = all.toSorted((a, b) => key(a.stockId) - key(b.stockId))
        expect(mostSuitable(shuffled, known, all.length)).toEqual(best)
        for (const count of [1, 3]) expect(mostSuitable(shuffled, known, count)).toEqual(best.slice(0, count))
      }),
    )
  })
})
