import { describe, expect, it } from 'vitest'
import { TICKET_TYPES } from '../ticket-state'
import { chooseSpare, isPartKind, neededPart, type SpareCandidate } from './spares'

const spare = (more: Partial<SpareCandidate>): SpareCandidate => ({
  stockId: 1,
  sku: 'DISK-1',
  warehouse: 'W1',
  available: 1,
  sameWarehouse: false,
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
    expect(chooseSpare([worse, better])).toBe(better)
    expect(chooseSpare([better, worse])).toBe(better)
  })

  it('never takes what is not there', () => {
    expect(chooseSpare([spare({ available: 0, sameWarehouse: true })])).toBeNull()
    expect(chooseSpare([])).toBeNull()
  })
})
