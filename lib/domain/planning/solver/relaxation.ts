import type { Program, Row } from './program'

/** Numbers closer than this are taken for equal: rows are scaled so that their largest coefficient is 1. */
const TOLERANCE = 1e-7
const SMALLEST_PIVOT = 1e-9

export type RelaxationStatus = 'optimal' | 'infeasible' | 'stalled'

/**
 * The linear relaxation of a programme, by the dual simplex method with bounded variables on a dense dictionary: made for
 * some dozens of columns and rows, whose bounds and rows change and which then goes on from where it was. Costs are ≥ 0, so
 * that it starts dual feasible and needs no first phase. Works in floating point: what is concluded from it is made safe in
 * safe-bound.ts, by the dual prices alone.
 * (Lemke 1954; bounded variables as in Chvátal, Linear Programming, chapters 8 and 10.)
 */
export class Relaxation {
  private readonly columns: number
  private readonly rows: Row[] = []
  private readonly scales: number[] = []
  /** Of every variable: the columns, then a slack per row. */
  private readonly lower: number[]
  private readonly upper: number[]
  /** The variable that each dictionary row gives, and the one that each dictionary column stands for. */
  private readonly basic: number[] = []
  private readonly nonbasic: number[]
  private readonly isAtUpper: boolean[]
  private readonly dictionary: Float64Array[] = []
  private readonly values: number[] = []
  private readonly reducedCosts: Float64Array
  /** After `infeasible`: a multiplier per row whose sum no x within its bounds can reach. */
  ray: number[] = []

  constructor(program: Program)
  constructor(original: Relaxation)
  constructor(from: Program | Relaxation) {
    if (from instanceof Relaxation) {
      this.columns = from.columns
      this.rows = [...from.rows]
      this.scales = [...from.scales]
      this.lower = [...from.lower]
      this.upper = [...from.upper]
      this.basic = [...from.basic]
      this.nonbasic = [...from.nonbasic]
      this.isAtUpper = [...from.isAtUpper]
      this.dictionary = from.dictionary.map((row) => row.slice())
      this.values = [...from.values]
      this.reducedCosts = from.reducedCosts.slice()
      return
    }
    this.columns = from.costs.length
    this.lower = from.costs.map(() => 0)
    this.upper = [...from.limits]
    this.nonbasic = from.costs.map((_, j) => j)
    this.isAtUpper = from.costs.map(() => false)
    this.reducedCosts = Float64Array.from(from.costs)
    for (const row of from.rows) this.addRow(row)
  }

  /** A copy that goes its own way. */
  clone(): Relaxation {
    return new Relaxation(this)
  }

  get rowCount(): number {
    return this.rows.length
  }

  lowerOf(column: number): number {
    return this.lower[column] ?? 0
  }

  upperOf(column: number): number {
    return this.upper[column] ?? 0
  }

  /** Narrows a column's bounds; the next `solve` goes on from here. */
  setBounds(column: number, lower: number, upper: number): void {
    const at = this.nonbasic.indexOf(column)
    const before = at < 0 ? 0 : this.nonbasicValue(at)
    this.lower[column] = lower
    this.upper[column] = upper
    if (at < 0) return
    const change = this.nonbasicValue(at) - before
    if (change === 0) return
    this.dictionary.forEach((row, i) => {
      this.values[i] = (this.values[i] ?? 0) + (row[at] ?? 0) * change
    })
  }

  /** Adds a row; its slack is basic, and below 0 where the present x violates it. */
  addRow(row: Row): void {
    const scale = Math.max(1e-300, ...row.coefficients.map(Math.abs))
    const x = this.solution()
    const entries = new Float64Array(this.columns)
    let value = -row.atLeast / scale
    const placeOf = new Map(this.nonbasic.map((variable, k) => [variable, k]))
    const rowOf = new Map(this.basic.map((variable, i) => [variable, i]))
    row.coefficients.forEach((coefficient, j) => {
      if (coefficient === 0) return
      const scaled = coefficient / scale
      value += scaled * (x[j] ?? 0)
      const place = placeOf.get(j)
      if (place !== undefined) {
        entries[place] = (entries[place] ?? 0) + scaled
        return
      }
      const source = this.dictionary[rowOf.get(j) ?? -1]
      for (let k = 0; source !== undefined && k < this.columns; k++) {
        entries[k] = (entries[k] ?? 0) + scaled * (source[k] ?? 0)
      }
    })
    this.basic.push(this.columns + this.rows.length)
    this.lower.push(0)
    this.upper.push(Number.POSITIVE_INFINITY)
    this.isAtUpper.push(false)
    this.rows.push(row)
    this.scales.push(scale)
    this.dictionary.push(entries)
    this.values.push(value)
  }

  /** Of the columns; between their bounds up to the tolerance once solved. */
  solution(): Float64Array {
    const x = new Float64Array(this.columns)
    this.nonbasic.forEach((variable, k) => {
      if (variable < this.columns) x[variable] = this.nonbasicValue(k)
    })
    this.basic.forEach((variable, i) => {
      if (variable < this.columns) x[variable] = this.values[i] ?? 0
    })
    return x
  }

  /** A price ≥ 0 per row. */
  prices(): number[] {
    const prices = this.rows.map(() => 0)
    this.nonbasic.forEach((variable, k) => {
      const row = variable - this.columns
      if (row >= 0) prices[row] = Math.max(0, this.reducedCosts[k] ?? 0) / (this.scales[row] ?? 1)
    })
    return prices
  }

  solve(): RelaxationStatus {
    const limit = 100 + 20 * (this.columns + this.rows.length)
    for (let pivots = 0; pivots < limit; pivots++) {
      const leaving = this.mostViolated()
      if (leaving === null) return 'optimal'
      const entering = this.entering(leaving.row, leaving.up)
      if (entering === null) {
        this.ray = this.rayOf(leaving.row, leaving.up)
        return 'infeasible'
      }
      this.pivot(leaving.row, entering, leaving.up)
    }
    return 'stalled'
  }

  private nonbasicValue(place: number): number {
    const variable = this.nonbasic[place] ?? 0
    return (this.isAtUpper[variable] ? this.upper[variable] : this.lower[variable]) ?? 0
  }

  /** The basic variable furthest outside its bounds; `up`: it has to grow. */
  private mostViolated(): { row: number; up: boolean } | null {
    let worst = TOLERANCE
    let found: { row: number; up: boolean } | null = null
    for (let i = 0; i < this.basic.length; i++) {
      const variable = this.basic[i] ?? 0
      const value = this.values[i] ?? 0
      const below = (this.lower[variable] ?? 0) - value
      const above = value - (this.upper[variable] ?? Number.POSITIVE_INFINITY)
      if (below > worst || above > worst) {
        worst = Math.max(below, above)
        found = { row: i, up: below > above }
      }
    }
    return found
  }

  /** The ratio test: the first reduced cost to reach 0; of equals the largest pivot, then the lowest variable. */
  private entering(row: number, up: boolean): number | null {
    const entries = this.dictionary[row]
    let best: number | null = null
    let bestRatio = Number.POSITIVE_INFINITY
    let bestPivot = 0
    for (let k = 0; entries !== undefined && k < this.columns; k++) {
      const variable = this.nonbasic[k] ?? 0
      if (this.lower[variable] === this.upper[variable]) continue
      const pivot = (up ? 1 : -1) * (entries[k] ?? 0) * (this.isAtUpper[variable] ? -1 : 1)
      if (pivot <= SMALLEST_PIVOT) continue
      const ratio = Math.abs(this.reducedCosts[k] ?? 0) / pivot
      if (ratio < bestRatio - 1e-12 || (ratio <= bestRatio + 1e-12 && pivot > bestPivot)) {
        best = k
        bestRatio = ratio
        bestPivot = pivot
      }
    }
    return best
  }

  /** The basic variable of `row` leaves at the bound it violated; the one of column `place` takes its row. */
  private pivot(row: number, place: number, up: boolean): void {
    const entries = this.dictionary[row] ?? new Float64Array(this.columns)
    const element = entries[place] ?? 1
    const leaving = this.basic[row] ?? 0
    const entering = this.nonbasic[place] ?? 0
    const target = (up ? this.lower[leaving] : this.upper[leaving]) ?? 0
    const step = (target - (this.values[row] ?? 0)) / element
    const enteringValue = this.nonbasicValue(place) + step
    for (let i = 0; i < this.dictionary.length; i++) {
      this.values[i] = (this.values[i] ?? 0) + (this.dictionary[i]?.[place] ?? 0) * step
    }
    for (let k = 0; k < this.columns; k++) entries[k] = (k === place ? 1 : -(entries[k] ?? 0)) / element
    for (let i = 0; i < this.dictionary.length; i++) {
      const other = this.dictionary[i]
      if (i !== row && other !== undefined) substitute(other, entries, place)
    }
    substitute(this.reducedCosts, entries, place)
    this.values[row] = enteringValue
    this.basic[row] = entering
    this.nonbasic[place] = leaving
    this.isAtUpper[leaving] = !up
    this.isAtUpper[entering] = false
  }

  private rayOf(row: number, up: boolean): number[] {
    const ray = this.rows.map(() => 0)
    const own = (this.basic[row] ?? 0) - this.columns
    if (own >= 0) ray[own] = 1 / (this.scales[own] ?? 1)
    this.nonbasic.forEach((variable, k) => {
      const of = variable - this.columns
      if (of < 0) return
      const entry = this.dictionary[row]?.[k] ?? 0
      ray[of] = Math.max(0, up ? -entry : entry) / (this.scales[of] ?? 1)
    })
    return ray
  }
}

/** Replaces column `place` of `row` by what `entries` says it equals. */
function substitute(row: Float64Array, entries: Float64Array, place: number): void {
  const factor = row[place] ?? 0
  if (factor === 0) return
  row[place] = 0
  for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) + factor * (entries[k] ?? 0)
}
