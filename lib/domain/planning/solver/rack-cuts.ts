import { FlowNetwork } from './flow-network'
import type { Row } from './program'

/** Racks that hold the same: `free` lists columns with how many free servers of each one such rack has. */
export interface RackPattern {
  readonly racks: readonly number[]
  readonly free: readonly (readonly [column: number, count: number])[]
}

/** A fractional x has to violate a row by this much to be worth it. */
const VIOLATION = 1e-6

/**
 * "At most u servers in a rack", without a column per rack. A placement of x exists exactly where a flow source → column →
 * pattern → sink with capacities x, racks·free and racks·u carries all of x; where it does not, its smallest cut (columns
 * S, racks Q) gives the row x(S) ≤ u·|Q| + Σ over S of what stands outside Q. Servers in no rack flow past the racks.
 */
export class RackCuts {
  private readonly network: FlowNetwork
  private readonly sink: number
  private readonly columns: number
  private readonly stored: readonly number[]
  private readonly patterns: readonly RackPattern[]
  private readonly capColumn: number
  private readonly supplies: number[] = []
  private readonly flows: { column: number; pattern: number; arc: number }[] = []
  private readonly caps: number[] = []

  /** `stored`: of each column, servers in no rack. `capColumn`: the column whose value is u. */
  constructor(stored: readonly number[], patterns: readonly RackPattern[], capColumn: number) {
    this.stored = stored
    this.patterns = patterns
    this.capColumn = capColumn
    this.columns = stored.length
    this.sink = 1 + this.columns + patterns.length
    this.network = new FlowNetwork(this.sink + 1)
    stored.forEach((count, column) => {
      this.supplies.push(this.network.addArc(0, 1 + column))
      if (count > 0) this.network.addArc(1 + column, this.sink, count)
    })
    patterns.forEach((pattern, index) => {
      for (const [column, count] of pattern.free) {
        const arc = this.network.addArc(1 + column, this.node(index), pattern.racks.length * count)
        this.flows.push({ column, pattern: index, arc })
      }
      this.caps.push(this.network.addArc(this.node(index), this.sink))
    })
  }

  /**
   * Rows that x violates, none where x can be placed. First those of single columns, which are quickly found; then the one of
   * the smallest cut.
   */
  separate(x: ArrayLike<number>): Row[] {
    const single = this.singleColumns(x)
    if (single.length > 0) return single
    if (this.flow(x, Math.max(0, x[this.capColumn] ?? 0)) <= VIOLATION) return []
    return [
      this.row(
        (column) => this.isInside(1 + column),
        (pattern) => this.isInside(this.node(pattern)),
      ),
    ]
  }

  /** x_m ≤ what stands in no rack + Σ over racks of the lesser of u and what stands there. */
  private singleColumns(x: ArrayLike<number>): Row[] {
    const cap = x[this.capColumn] ?? 0
    const room = [...this.stored]
    for (const pattern of this.patterns) {
      for (const [column, count] of pattern.free) {
        room[column] = (room[column] ?? 0) + pattern.racks.length * Math.min(cap, count)
      }
    }
    return room.flatMap((most, column) => {
      if ((x[column] ?? 0) <= most + VIOLATION) return []
      const full = (pattern: number) => this.patterns[pattern]?.free.some(([of, count]) => of === column && count > cap)
      return [
        this.row(
          (other) => other === column,
          (pattern) => full(pattern) === true,
        ),
      ]
    })
  }

  /** x(S) ≤ u·|Q| + what stands outside Q and of S. */
  private row(isIn: (column: number) => boolean, isFull: (pattern: number) => boolean): Row {
    const coefficients = [...this.stored.map((_, column) => (isIn(column) ? -1 : 0)), 0]
    let outside = this.stored.reduce((sum, count, column) => sum + (isIn(column) ? count : 0), 0)
    let full = 0
    this.patterns.forEach((pattern, index) => {
      if (isFull(index)) full += pattern.racks.length
      else {
        for (const [column, count] of pattern.free) if (isIn(column)) outside += pattern.racks.length * count
      }
    })
    coefficients[this.capColumn] = full
    return { coefficients, atLeast: -outside, name: 'rack limit' }
  }

  /** Of a whole x that can be placed with at most `cap` servers in a rack: how many of each column each rack gives. */
  place(x: ArrayLike<number>, cap: number): { column: number; rack: number; count: number }[] {
    this.flow(x, cap)
    // Dealt out like cards: no rack of a pattern gets more of anything than the others by more than one, so each keeps its limits.
    const dealt = this.patterns.map(() => 0)
    return this.flows.flatMap(({ column, pattern, arc }) => {
      const racks = this.patterns[pattern]?.racks ?? []
      const perRack = new Map<number, number>()
      for (let k = Math.round(this.network.flowOn(arc)); k > 0; k--) {
        const next = dealt[pattern] ?? 0
        dealt[pattern] = next + 1
        const rack = racks[next % racks.length] ?? 0
        perRack.set(rack, (perRack.get(rack) ?? 0) + 1)
      }
      return [...perRack].map(([rack, count]) => ({ column, rack, count }))
    })
  }

  /** What of x finds no place. */
  private flow(x: ArrayLike<number>, cap: number): number {
    let asked = 0
    this.supplies.forEach((arc, column) => {
      const count = Math.max(0, x[column] ?? 0)
      asked += count
      this.network.setCapacity(arc, count)
    })
    this.patterns.forEach((pattern, index) => {
      this.network.setCapacity(this.caps[index] ?? 0, pattern.racks.length * cap)
    })
    return asked - this.network.largestFlow(0, this.sink)
  }

  private node(pattern: number): number {
    return 1 + this.columns + pattern
  }

  private isInside(node: number): boolean {
    return this.network.isOnSourceSide(node)
  }
}
