import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, isVersionRange, matchesVersion, sameVersion } from './version-compare'

describe('firmware versions', () => {
  it.each([
    ['2.9.3', '2.10.2'],
    ['2.60.60.60', '2.70.70.70'],
    ['7.00.00.181', '7.10.30.00'],
    ['1.2.4', '1.2.4a'],
    ['1.2.4a', '1.2.4b'],
    ['1.2.4a', '1.2.5'],
    ['U46 1.58', 'U46 2.10'],
    ['U46 1.9', 'U46 1.58'],
    ['2.1', '2.3'],
    ['2.10.0-rc1', '2.10.0'],
    ['2.10.0-beta2', '2.10.0-rc1'],
    ['1.0', '1.0.1'],
    ['99999999999999999998', '99999999999999999999'],
  ])('%s is before %s', (low, high) => {
    expect(compareVersions(low, high)).toBeLessThan(0)
    expect(compareVersions(high, low)).toBeGreaterThan(0)
  })

  it.each([
    ['2.10', '2.10.0'],
    ['2.09', '2.9'],
    ['u46 1.58', 'U46  1.58'],
    ['v2.10', '2.10'],
    ['1.2.4A', '1.2.4a'],
  ])('%s is the same as %s', (a, b) => {
    expect(sameVersion(a, b)).toBe(true)
  })

  it('are a total preorder', () => {
    const version = fc.string({
      unit: fc.constantFrom('0', '1', '2', '9', '.', 'a', 'b', 'rc', ' ', '-'),
      maxLength: 5,
    })
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('ranges', () => {
  it.each([
    ['>=2.0 <2.9.4', '2.0', true],
    ['>=2.0 <2.9.4', '2.9.3', true],
    ['>=2.0 <2.9.4', '2.9.4', false],
    ['>=2.0 <2.9.4', '1.9.9', false],
    ['>= 2.0, < 3', '2.99', true],
    ['<2.3', '2.10', false],
    ['>2.3', '2.3', false],
    ['<=2.3', '2.3.0', true],
    ['=2.3', '2.3', true],
    ['>=U46 1.40 <U46 2.00', 'U46 1.58', true],
    ['*', 'anything', true],
    ['2.9.3', '2.9.3', true],
    ['2.9.3', '2.9.4', false],
    ['U46 1.58', 'U46 1.58', true],
  ])('%s meets %s: %s', (from, version, expected) => {
    expect(matchesVersion(from, version)).toBe(expected)
  })

  it('a version by itself is no range', () => {
    expect(isVersionRange('U46 1.58')).toBe(false)
    expect(isVersionRange('>=2.0 <2.9.4')).toBe(true)
    expect(isVersionRange('*')).toBe(true)
  })
})
