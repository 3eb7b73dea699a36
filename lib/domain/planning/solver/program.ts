/**
 * An integer programme: the least Σ costs·x such that every row Σ coefficients·x ≥ atLeast holds and 0 ≤ x ≤ limits, all
 * of it whole numbers. Rows may have negative coefficients (a limit) as well as positive ones (a demand).
 */
export interface Program {
  readonly costs: readonly number[]
  readonly limits: readonly number[]
  readonly rows: readonly Row[]
}

export interface Row {
  readonly coefficients: readonly number[]
  readonly atLeast: number
  /** What the row says, for whoever reads a certificate. */
  readonly name: string
}

/** Rows that x violates and every allowed x keeps; none when x is allowed. */
export type Separate = (x: ArrayLike<number>) => Row[]

/** How much the row's left side exceeds its right one: negative where it is violated. */
export function slackOf(row: Row, x: ArrayLike<number>): number {
  return dot(row.coefficients, x) - row.atLeast
}

/** Whole, within its limits, and every row kept: checked without a tolerance. */
export function keepsRows(program: Program, x: ArrayLike<number>): boolean {
  const within = program.limits.every((limit, j) => {
    const value = x[j] ?? Number.NaN
    return Number.isInteger(value) && value >= 0 && value <= limit
  })
  return within && program.rows.every((row) => slackOf(row, x) >= 0)
}

export function costOfAll(program: Program, x: ArrayLike<number>): number {
  return dot(program.costs, x)
}

/** Every value that whole x can have is a multiple of this: 1 or more. */
export function granularity(program: Program): number {
  const divisor = program.costs.reduce((all, cost, j) => ((program.limits[j] ?? 0) > 0 ? gcd(all, cost) : all), 0)
  return Math.max(1, divisor)
}

function dot(a: readonly number[], b: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0)
  return sum
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y > 0) [x, y] = [y, x % y]
  return x
}
