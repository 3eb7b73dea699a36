import { Heap } from './heap'
import { costOfAll, granularity, keepsRows, type Program, type Row, type Separate } from './program'
import { Relaxation } from './relaxation'
import { roundToRows } from './rounding'
import { type Box, provesEmpty, safeBound } from './safe-bound'

export interface SearchOptions {
  /** Parts of the search that may be opened; the same budget and programme give the same answer. */
  nodes: number
  /** Rows that are found as they are needed. */
  separate?: Separate | undefined
  /** A known answer: only cheaper ones are looked for. One that breaks a row is passed over. */
  incumbent?: readonly number[] | undefined
  /** Columns that rounding leaves at the whole number below (or, for a second try, above). */
  linking?: ReadonlySet<number> | undefined
  /** Told of each better answer as it is found. */
  onAnswer?: ((x: readonly number[], value: number) => void) | undefined
}

export interface SearchResult {
  x: number[] | null
  /** Infinity without an x. */
  value: number
  /** Nothing is cheaper. Equals `value` when it is proven; infinity when it is proven that nothing is allowed. */
  bound: number
  nodes: number
  /** The programme's rows and those that were found. */
  rows: Row[]
  /** Of the whole programme's relaxation, for a certificate. */
  prices: number[]
}

/** Rounds of adding rows to one relaxation. */
const MOST_ROUNDS = 60
const WHOLE = 1e-6

interface Part {
  relaxation: Relaxation
  bound: number
  depth: number
  order: number
}

/**
 * Branch and bound over the linear relaxation, the most promising part first. Bounds come from the prices alone (see
 * safe-bound.ts), answers are checked in whole numbers: rounding errors can cost nodes, never the truth of the result.
 */
export class Search {
  private readonly program: Program
  private readonly options: SearchOptions
  private readonly step: number
  private readonly rows: Row[]
  private readonly open = new Heap<Part>(isBefore)
  private best: number[] | null = null
  private bestValue = Number.POSITIVE_INFINITY
  private prices: number[] = []
  private nodes = 0
  /** The least bound of a part that could not be decided, by numbers or for lack of nodes. */
  private undecided = Number.POSITIVE_INFINITY

  constructor(program: Program, options: SearchOptions) {
    this.program = program
    this.options = options
    this.step = granularity(program)
    this.rows = [...program.rows]
    this.open.add({ relaxation: new Relaxation(program), bound: 0, depth: 0, order: 0 })
    if (options.incumbent !== undefined && keepsRows(program, options.incumbent)) {
      this.best = [...options.incumbent]
      this.bestValue = costOfAll(program, options.incumbent)
    }
  }

  /** Opens up to `parts` parts more. True when there is nothing left to open, or the budget is used up. */
  advance(parts: number): boolean {
    const until = Math.min(this.options.nodes, this.nodes + parts)
    while (this.nodes < until) {
      const part = this.open.take()
      if (part === undefined) return true
      if (part.bound < this.bestValue) this.visit(part)
    }
    return this.nodes >= this.options.nodes
  }

  /** What is known by now. */
  result(): SearchResult {
    const left = this.open.first()?.bound ?? Number.POSITIVE_INFINITY
    return {
      x: this.best,
      value: this.bestValue,
      bound: Math.min(this.undecided, left, this.bestValue),
      nodes: this.nodes,
      rows: this.rows,
      prices: this.prices,
    }
  }

  private visit(part: Part): void {
    this.nodes++
    const { relaxation } = part
    for (let round = 0; ; round++) {
      while (relaxation.rowCount < this.rows.length) {
        const row = this.rows[relaxation.rowCount]
        if (row !== undefined) relaxation.addRow(row)
      }
      const bound = this.relax(part)
      if (bound === null || bound >= this.bestValue) return
      part.bound = bound
      const x = relaxation.solution()
      const fractional = this.fractionalIn(x)
      if (fractional.length === 0) {
        const known = this.rows.length
        this.offer(Array.from(x, Math.round))
        if (this.bestValue <= bound) return
        if (this.rows.length > known && round < MOST_ROUNDS) continue
        // Whole, but the rows were kept only up to a tolerance, or the rounds ran out: the part stays undecided.
        this.undecided = Math.min(this.undecided, bound)
        return
      }
      // Below the root a fractional x is branched on at once: looking for rows costs more than the parts it saves.
      const rows = part.depth === 0 && round < MOST_ROUNDS ? (this.options.separate?.(x) ?? []) : []
      if (rows.length > 0) {
        this.rows.push(...rows)
        continue
      }
      if (this.nodes <= 8 || this.nodes % 32 === 0) this.round(x)
      if (bound < this.bestValue) this.branch(part, fractional, x)
      return
    }
  }

  /** A bound for the part, or null when nothing in it is allowed. */
  private relax(part: Part): number | null {
    const status = part.relaxation.solve()
    if (status === 'infeasible' && this.isEmpty(part)) return null
    if (part.depth === 0 && status === 'optimal') this.prices = part.relaxation.prices()
    const bound = this.boundOf(part)
    if (status === 'optimal') return bound
    // The numbers did not settle it: what is known stays known, and the part counts as open.
    this.undecided = Math.min(this.undecided, bound)
    return null
  }

  private isEmpty({ relaxation }: Part): boolean {
    return provesEmpty(this.boxOf(relaxation), this.rows, relaxation.ray)
  }

  private boundOf({ relaxation, bound }: Part): number {
    const safe = safeBound(this.boxOf(relaxation), this.rows, relaxation.prices())
    return Math.max(bound, Math.ceil(safe / this.step) * this.step)
  }

  private boxOf(relaxation: Relaxation): Box {
    return {
      costs: this.program.costs,
      lowerOf: (column) => relaxation.lowerOf(column),
      upperOf: (column) => relaxation.upperOf(column),
    }
  }

  /** Columns that are not whole; of the linking ones, where there are such, only these. */
  private fractionalIn(x: Float64Array): number[] {
    const isFractional = (j: number) => Math.abs((x[j] ?? 0) - Math.round(x[j] ?? 0)) > WHOLE
    const linking = [...(this.options.linking ?? [])].filter(isFractional)
    return linking.length > 0 ? linking : [...x.keys()].filter(isFractional)
  }

  /** Whole answers near x: with the linking columns rounded down, and up. */
  private round(x: Float64Array): void {
    const linking = this.options.linking ?? new Set<number>()
    const program = { ...this.program, rows: this.rows }
    const start = x.slice()
    for (const up of linking.size === 0 ? [0] : [0, 1]) {
      for (const j of linking) start[j] = Math.min(this.program.limits[j] ?? 0, Math.floor((x[j] ?? 0) + WHOLE) + up)
      const whole = roundToRows(program, start, linking)
      if (whole !== null) this.offer(whole)
    }
  }

  private offer(x: number[]): void {
    const value = costOfAll(this.program, x)
    if (value >= this.bestValue || !keepsRows({ ...this.program, rows: this.rows }, x)) return
    const rows = this.options.separate?.(x) ?? []
    if (rows.length > 0) {
      this.rows.push(...rows)
      return
    }
    this.best = x
    this.bestValue = value
    this.options.onAnswer?.(x, value)
  }

  /** Splits the part on the column whose two halves have the best bounds: both are solved for each that is fractional. */
  private branch(part: Part, columns: readonly number[], x: Float64Array): void {
    let best: Part[] = []
    let bestGain = -1
    for (const column of columns) {
      const halves = this.halvesOf(part, column, x)
      const [down = Number.POSITIVE_INFINITY, up = Number.POSITIVE_INFINITY] = halves.map((half) =>
        half === null || half.bound >= this.bestValue ? Number.POSITIVE_INFINITY : half.bound - part.bound,
      )
      const gain = Math.max(down, 1e-6) * Math.max(up, 1e-6)
      if (gain <= bestGain) continue
      bestGain = gain
      best = halves.flatMap((half) => (half === null || half.bound >= this.bestValue ? [] : [half]))
      if (best.length === 0) return
    }
    for (const half of best) this.open.add(half)
  }

  /** The part with the column at most the whole number below, and at least the one above; null where nothing is allowed. */
  private halvesOf(part: Part, column: number, x: Float64Array): (Part | null)[] {
    const below = Math.floor((x[column] ?? 0) + WHOLE)
    const lower = part.relaxation.lowerOf(column)
    const upper = part.relaxation.upperOf(column)
    return [0, 1].map((up) => {
      const relaxation = part.relaxation.clone()
      if (up) relaxation.setBounds(column, below + 1, upper)
      else relaxation.setBounds(column, lower, below)
      const half = { relaxation, bound: part.bound, depth: part.depth + 1, order: 2 * this.nodes + up }
      const status = relaxation.solve()
      if (status === 'stalled') return half
      if (status === 'infeasible') return this.isEmpty(half) ? null : half
      half.bound = this.boundOf(half)
      return half
    })
  }
}

/** The least bound first; of equals the deepest, then the last opened. */
function isBefore(a: Part, b: Part): boolean {
  if (a.bound !== b.bound) return a.bound < b.bound
  return a.depth !== b.depth ? a.depth > b.depth : a.order > b.order
}
