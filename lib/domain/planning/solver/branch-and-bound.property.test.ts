import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Search } from './branch-and-bound'
import { costOfAll, keepsRows, type Program } from './program'
import { certify, checkCertificate } from './safe-bound'

/** Demands and limits at random, small enough to try every answer; large coefficients as gigabytes have them. */
const program: fc.Arbitrary<Program> = fc
  .record({ columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 4 }), big: fc.boolean() })
  .chain(({ columns, rows, big }) =>
    fc.record({
      costs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: columns, maxLength: columns }),
      limits: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: columns, maxLength: columns }),
      rows: fc.array(
        fc
          .record({
            coefficients: fc.array(fc.integer({ min: -4, max: 9 }), { minLength: columns, maxLength: columns }),
            atLeast: fc.integer({ min: -10, max: 30 }),
          })
          .map(({ coefficients, atLeast }) => {
            const factor = big ? 7_681 : 1
            return {
              coefficients: coefficients.map((c) => c * factor),
              atLeast: atLeast * factor - (big ? 3 : 0),
              name: 'row',
            }
          }),
        { minLength: rows, maxLength: rows },
      ),
    }),
  )

function best(of: Program): number | null {
  let found: number | null = null
  const x = of.limits.map(() => 0)
  const visit = (at: number) => {
    if (at === x.length) {
      const cost = costOfAll(of, x)
      if (keepsRows(of, x) && (found === null || cost < found)) found = cost
      return
    }
    for (let count = 0; count <= (of.limits[at] ?? 0); count++) {
      x[at] = count
      visit(at + 1)
    }
    x[at] = 0
  }
  visit(0)
  return found
}

function search(of: Program, nodes = 10_000) {
  const running = new Search(of, { nodes })
  while (!running.advance(50));
  return running.result()
}

describe('branch and bound, on programmes at random', () => {
  test('finds the least cost of all answers, or that there is none', () => {
    fc.assert(
      fc.property(program, (of) => {
        const { x, value, bound } = search(of)
        expect(x === null ? null : value).toBe(best(of))
        expect(bound).toBe(value)
        if (x !== null) expect(keepsRows(of, x)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('with too small a budget still says nothing false: the best answer lies between its bound and its value', () => {
    fc.assert(
      fc.property(program, fc.integer({ min: 1, max: 3 }), (of, nodes) => {
        const { value, bound } = search(of, nodes)
        const least = best(of) ?? Number.POSITIVE_INFINITY
        expect(bound).toBeLessThanOrEqual(least)
        expect(value).toBeGreaterThanOrEqual(least)
      }),
      { numRuns: 1_000 },
    )
  })

  test('leaves prices that prove a bound in whole numbers', () => {
    fc.assert(
      fc.property(program, (of) => {
        const { prices, rows, value } = search(of)
        const columns = of.costs.map((cost, j) => ({ name: `${j}`, cost, limit: of.limits[j] ?? 0 }))
        const certificate = certify(columns, rows, prices)
        expect(checkCertificate(certificate)).toBe(certificate.bound)
        expect(certificate.bound).toBeLessThanOrEqual(value)
      }),
      { numRuns: 1_000 },
    )
  })
})
