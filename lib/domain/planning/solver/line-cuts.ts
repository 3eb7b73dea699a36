import { FlowNetwork } from './flow-network'
import type { Row } from './program'

/** A fractional x has to violate a row by this much to be worth it. */
const VIOLATION = 1e-6

/** So many servers, each of one of these columns. */
export interface LineDemand {
  readonly count: number
  readonly columns: readonly number[]
}

/**
 * Which servers serve which line, without a column per (line, class). x serves the lines exactly where a flow source → line
 * → column → sink with capacities count and x carries all; where it does not, the lines L on the cut's side give Hall's row:
 * Σ of x over what fits any of L ≥ what L asks.
 */
export class LineCuts {
  private readonly network: FlowNetwork
  private readonly sink: number
  private readonly lines: readonly LineDemand[]
  private readonly supplies: number[] = []
  private readonly asked: number[] = []
  private readonly flows: { line: number; column: number; arc: number }[] = []
  private readonly columns: number

  constructor(lines: readonly LineDemand[], columns: number) {
    this.lines = lines
    this.columns = columns
    this.sink = 1 + lines.length + columns
    this.network = new FlowNetwork(this.sink + 1)
    lines.forEach((line, index) => {
      this.asked.push(this.network.addArc(0, 1 + index, line.count))
      for (const column of line.columns) {
        const arc = this.network.addArc(1 + index, 1 + lines.length + column, line.count)
        this.flows.push({ line: index, column, arc })
      }
    })
    for (let column = 0; column < columns; column++) {
      this.supplies.push(this.network.addArc(1 + lines.length + column, this.sink))
    }
  }

  /** The rows that x violates; `width`: how many columns the row has. */
  separate(x: ArrayLike<number>, width: number): Row[] {
    if (this.flow(x) <= VIOLATION) return []
    const inside = this.lines.flatMap((line, index) => (this.network.isOnSourceSide(1 + index) ? [line] : []))
    const fitting = new Set(inside.flatMap(({ columns }) => columns))
    const row = {
      coefficients: Array.from({ length: width }, (_, column) => (fitting.has(column) ? 1 : 0)),
      atLeast: inside.reduce((sum, { count }) => sum + count, 0),
      name: 'lines',
    }
    return [row]
  }

  /** How many servers of each column serve each line; of lines that x cannot serve, as many as it can. */
  assign(x: ArrayLike<number>): number[][] {
    this.flow(x)
    const counts = this.lines.map(() => Array.from({ length: this.columns }, () => 0))
    for (const { line, column, arc } of this.flows) {
      const row = counts[line]
      if (row !== undefined) row[column] = Math.round(this.network.flowOn(arc))
    }
    return counts
  }

  private flow(x: ArrayLike<number>): number {
    this.supplies.forEach((arc, column) => {
      this.network.setCapacity(arc, Math.max(0, x[column] ?? 0))
    })
    const asked = this.lines.reduce((sum, { count }) => sum + count, 0)
    return asked - this.network.largestFlow(0, this.sink)
  }
}
