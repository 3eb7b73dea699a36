import { type Program, slackOf } from './program'

/** Columns beyond this are not tried in pairs: that is cubic. */
const PAIRS_UP_TO = 80
const MOST_MOVES = 400

/**
 * Whole numbers near a fractional x that keep every row, or null where this way finds none: rounded down, filled up with what
 * covers most of what is missing for its cost (Dobson 1982), then made cheaper by dropping, and by exchanging up to two for
 * one or one for two. Columns in `fixed` keep their values, which are whole.
 */
export function roundToRows(program: Program, x: ArrayLike<number>, fixed: ReadonlySet<number>): number[] | null {
  const point = new RowPoint(program, x, fixed)
  if (!point.fill()) return null
  point.improve()
  return point.x
}

class RowPoint {
  readonly x: number[]
  private readonly program: Program
  private readonly slacks: number[]
  private readonly free: number[]

  constructor(program: Program, x: ArrayLike<number>, fixed: ReadonlySet<number>) {
    this.program = program
    this.x = program.limits.map((limit, j) => Math.max(0, Math.min(limit, Math.floor((x[j] ?? 0) + 1e-6))))
    this.slacks = program.rows.map((row) => slackOf(row, this.x))
    this.free = this.x.flatMap((_, j) => (fixed.has(j) || (program.limits[j] ?? 0) === 0 ? [] : [j]))
  }

  /** Adds one server of the best column after another until no row is short. */
  fill(): boolean {
    for (;;) {
      const short = this.slacks.flatMap((slack, i) => (slack < 0 ? [i] : []))
      if (short.length === 0) return true
      const best = this.bestFor(short)
      if (best === null) return false
      // As many at once as leave what is short still short, so that large orders take few steps.
      this.add(best, this.safeSteps(best, short))
    }
  }

  private bestFor(short: readonly number[]): number | null {
    let best: number | null = null
    let bestGain = 0
    for (const j of this.free) {
      if ((this.x[j] ?? 0) >= (this.program.limits[j] ?? 0) || !this.canAdd(j, short)) continue
      let covered = 0
      for (const i of short) {
        const gain = Math.min(this.coefficient(i, j), -(this.slacks[i] ?? 0))
        covered += gain / -(this.slacks[i] ?? -1)
      }
      const gain = covered / Math.max(1e-9, this.program.costs[j] ?? 0)
      if (covered > 0 && gain > bestGain) {
        best = j
        bestGain = gain
      }
    }
    return best
  }

  /** No row that is kept may be broken by one more; those short may not get shorter. */
  private canAdd(j: number, short: readonly number[]): boolean {
    return this.program.rows.every((_, i) => {
      const coefficient = this.coefficient(i, j)
      return coefficient >= 0 || (!short.includes(i) && (this.slacks[i] ?? 0) + coefficient >= 0)
    })
  }

  private safeSteps(j: number, short: readonly number[]): number {
    let steps = (this.program.limits[j] ?? 0) - (this.x[j] ?? 0)
    this.slacks.forEach((slack, i) => {
      const coefficient = this.coefficient(i, j)
      if (coefficient < 0) steps = Math.min(steps, Math.floor(slack / -coefficient))
      else if (coefficient > 0 && short.includes(i)) steps = Math.min(steps, Math.floor(-slack / coefficient / 2))
    })
    return Math.max(1, steps)
  }

  /** Until nothing makes it cheaper. */
  improve(): void {
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      if (!this.drop() && !this.exchange()) return
    }
  }

  private drop(): boolean {
    let dropped = false
    for (const j of [...this.free].sort((a, b) => this.cost(b) - this.cost(a) || a - b)) {
      if (this.cost(j) <= 0) continue
      const steps = this.program.rows.reduce((most, _, i) => {
        const coefficient = this.coefficient(i, j)
        return coefficient > 0 ? Math.min(most, Math.floor((this.slacks[i] ?? 0) / coefficient)) : most
      }, this.x[j] ?? 0)
      if (steps > 0) {
        this.add(j, -steps)
        dropped = true
      }
    }
    return dropped
  }

  private exchange(): boolean {
    const held = this.free.filter((j) => (this.x[j] ?? 0) > 0)
    const pairs = this.free.length <= PAIRS_UP_TO
    for (const out of held) {
      for (const into of this.free) {
        if (into === out) continue
        if (this.cost(into) < this.cost(out) && this.tryMoves([out, -1], [into, 1])) return true
        if (!pairs) continue
        for (const second of this.free) {
          if (second < into || second === out) continue
          if (this.cost(into) + this.cost(second) < this.cost(out) && this.tryMoves([out, -1], [into, 1], [second, 1]))
            return true
        }
        for (const second of held) {
          if (second < out || second === into) continue
          if (this.cost(into) < this.cost(out) + this.cost(second) && this.tryMoves([out, -1], [second, -1], [into, 1]))
            return true
        }
      }
    }
    return false
  }

  private tryMoves(...moves: readonly (readonly [number, 1 | -1])[]): boolean {
    const { rows, limits } = this.program
    for (let i = 0; i < rows.length; i++) {
      let slack = this.slacks[i] ?? 0
      for (const [j, by] of moves) slack += by * this.coefficient(i, j)
      if (slack < 0) return false
    }
    const wanted = new Map<number, number>()
    for (const [j, by] of moves) wanted.set(j, (wanted.get(j) ?? this.x[j] ?? 0) + by)
    for (const [j, count] of wanted) if (count < 0 || count > (limits[j] ?? 0)) return false
    for (const [j, by] of moves) this.add(j, by)
    return true
  }

  private add(j: number, by: number): void {
    this.x[j] = (this.x[j] ?? 0) + by
    this.program.rows.forEach((row, i) => {
      this.slacks[i] = (this.slacks[i] ?? 0) + by * (row.coefficients[j] ?? 0)
    })
  }

  private cost(j: number): number {
    return this.program.costs[j] ?? 0
  }

  private coefficient(i: number, j: number): number {
    return this.program.rows[i]?.coefficients[j] ?? 0
  }
}
