import type { Row } from './program'

/** What a bound is taken over: the columns' costs, and the bounds of each in this part of the search. */
export interface Box {
  readonly costs: readonly number[]
  lowerOf(column: number): number
  upperOf(column: number): number
}

/**
 * A value that no x in the box which keeps the rows can be below, for any prices ≥ 0 (weak duality): Σ price·atLeast + Σ
 * over columns of the least of (cost − Σ price·coefficient)·x. Computed in floating point, less the most that rounding can
 * have added: each operation errs by at most 2⁻⁵³ of the numbers that go into it.
 */
export function safeBound(box: Box, rows: readonly Row[], prices: readonly number[]): number {
  return bound(box, rows, prices, true)
}

/** Do the multipliers prove that no x in the box keeps the rows? */
export function provesEmpty(box: Box, rows: readonly Row[], multipliers: readonly number[]): boolean {
  return bound(box, rows, multipliers, false) > 0
}

function bound(box: Box, rows: readonly Row[], prices: readonly number[], withCosts: boolean): number {
  let value = 0
  let size = 0
  const used: number[] = []
  rows.forEach((row, i) => {
    const price = prices[i] ?? 0
    if (price <= 0) return
    used.push(i)
    value += price * row.atLeast
    size += Math.abs(price * row.atLeast)
  })
  for (let j = 0; j < box.costs.length; j++) {
    const upper = box.upperOf(j)
    if (upper === 0) continue
    let reduced = withCosts ? (box.costs[j] ?? 0) : 0
    let parts = Math.abs(reduced)
    for (const i of used) {
      const part = (prices[i] ?? 0) * (rows[i]?.coefficients[j] ?? 0)
      reduced -= part
      parts += Math.abs(part)
    }
    value += Math.min(reduced * box.lowerOf(j), reduced * upper)
    size += parts * upper
  }
  return value - size * (used.length + box.costs.length + 4) * 2 ** -52
}

/** A bound on a programme's value that anyone can check in whole numbers; see `checkCertificate`. */
export interface Certificate {
  /** The prices are these whole numbers over 2^`scaleBits`. */
  readonly scaleBits: number
  readonly rows: readonly { name: string; coefficients: readonly number[]; atLeast: number; price: string }[]
  readonly columns: readonly { name: string; cost: number; limit: number }[]
  readonly bound: number
}

const SCALE_BITS = 48

/** The relaxation's prices as a certificate; rows without a price are left out. */
export function certify(columns: Certificate['columns'], rows: readonly Row[], prices: readonly number[]): Certificate {
  const priced = rows.flatMap((row, i) => {
    const price = BigInt(Math.floor((prices[i] ?? 0) * 2 ** SCALE_BITS))
    const { name, coefficients, atLeast } = row
    return price > 0n ? [{ name, coefficients, atLeast, price: price.toString() }] : []
  })
  const certificate = { scaleBits: SCALE_BITS, rows: priced, columns, bound: 0 }
  return { ...certificate, bound: checkCertificate(certificate) }
}

/**
 * The bound that the prices y prove, in whole numbers alone: no x with every row kept and 0 ≤ x ≤ limit costs less than
 * ⌈Σ y·atLeast − Σ limit·max(0, Σ y·coefficient − cost)⌉. Never below 0, as costs are not.
 */
export function checkCertificate({ scaleBits, rows, columns }: Omit<Certificate, 'bound'>): number {
  const one = 1n << BigInt(scaleBits)
  let value = rows.reduce((sum, row) => sum + BigInt(row.price) * BigInt(row.atLeast), 0n)
  columns.forEach((column, j) => {
    const covered = rows.reduce((sum, row) => sum + BigInt(row.price) * BigInt(row.coefficients[j] ?? 0), 0n)
    const over = covered - BigInt(column.cost) * one
    if (over > 0n) value -= BigInt(column.limit) * over
  })
  return value <= 0n ? 0 : Number((value + one - 1n) / one)
}
