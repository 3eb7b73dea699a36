import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural, compareWalking, foldCode, isCode, normaliseCode, walkKey } from './code'

describe('codes', () => {
  it.each(['A', 'SRV-004217', 'a.b_c:d-9', 'x'.repeat(64)])('%s is a code', (code) => {
    expect(isCode(code)).toBe(true)
  })

  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(65), 'a/b', "a'b", 'a\n'])('%j is none', (code) => {
    expect(isCode(code)).toBe(false)
  })

  it('are trimmed, keep their case, and meet without it', () => {
    expect(normaliseCode(' Srv-1\r\n')).toBe('Srv-1')
    expect(foldCode(' Srv-1 ')).toBe(foldCode('SRV-1'))
  })
})

describe('natural order', () => {
  it('puts A2 before A10', () => {
    expect(['A10', 'a2', 'A1', 'B1', 'A2', 'A', 'A2-1'].sort(compareNatural)).toEqual([
      'A',
      'A1',
      'A2',
      'a2',
      'A2-1',
      'A10',
      'B1',
    ])
  })

  it('compares numbers of any length', () => {
    expect(compareNatural('S99999999999999999998', 'S99999999999999999999')).toBeLessThan(0)
    expect(compareNatural('S007', 'S7')).not.toBe(0)
  })

  it('is a total order', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '0', '1', '2', '-', '.'), maxLength: 6 })
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) || 0)
        expect(compareNatural(a, b) === 0).toBe(a === b)
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) expect(compareNatural(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('racks are walked by row, then code, those without a row last', () => {
    const racks = [{ code: 'R1' }, { row: 'B', code: 'R2' }, { row: 'A', code: 'R10' }, { row: 'A', code: 'R9' }]
    expect(racks.sort(compareWalking).map((rack) => rack.code)).toEqual(['R9', 'R10', 'R2', 'R1'])
  })

  it('walkKey sorts by its bytes as compareWalking does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', '9', '-', '.'), minLength: 1, maxLength: 6 })
    const rack = fc.record({ row: fc.option(text, { nil: null }), code: text })
    fc.assert(
      fc.property(rack, rack, (a, b) => {
        const byKey = Buffer.compare(Buffer.from(walkKey(a)), Buffer.from(walkKey(b)))
        expect(byKey).toBe(Math.sign(compareWalking(a, b)))
      }),
      { numRuns: 3000 },
    )
  })
})
