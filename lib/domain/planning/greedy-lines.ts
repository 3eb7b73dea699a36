import { lineOrder } from './candidate-order'
import { compositeScore, covers } from './composite-score'
import type { Choice } from './greedy-totals'
import { type Candidate, type DemandLine, type PlanningInput, type Shortfall, shapeOf } from './plan'
import { hasRackLimits, headroomOf, RackLimits, shareCap } from './rack-limits'

export type LineChoice = { ok: true; lineOf: Map<Candidate, number> } | Extract<Choice, { ok: false }>

/**
 * Fills the lines, the most demanding first, each with the smallest (or cheapest) servers that will do, as the number
 * of servers is fixed anyway. Where a line runs out, servers are passed along between lines (an augmenting path), so
 * that without limits on racks a plan is found whenever there is one.
 */
export function chooseForLines(
  input: PlanningInput,
  pool: readonly Candidate[],
  lines: readonly DemandLine[],
): LineChoice {
  const sorted = [...pool].sort(lineOrder(input.objective, input.weights))
  const servers = lines.reduce((sum, line) => sum + line.count, 0)
  const share = input.constraints.maxSharePerRack
  const cap = Math.min(
    input.constraints.maxPerRack ?? Number.POSITIVE_INFINITY,
    share === undefined ? Number.POSITIVE_INFINITY : shareCap(share, servers),
  )
  const board = new LineBoard(sorted, lines, new RackLimits(cap, headroomOf(input)))
  const shortfall: Shortfall[] = []
  for (const line of mostDemandingFirst(input, lines)) {
    const asked = lines[line]?.count ?? 0
    let filled = board.fill(line, asked)
    while (filled < asked && board.augment(line)) filled++
    if (filled < asked) shortfall.push({ resource: 'servers', asked, available: filled, line })
  }
  if (shortfall.length === 0) return { ok: true, lineOf: board.lineOf }
  shortfall.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { ok: false, shortfall, proven: !hasRackLimits(input.constraints) }
}

function mostDemandingFirst(input: PlanningInput, lines: readonly DemandLine[]): number[] {
  const score = (line: number) => {
    const asked = lines[line]
    return asked ? compositeScore(shapeOf(asked), input.weights) : 0
  }
  return [...lines.keys()].sort((a, b) => score(b) - score(a) || a - b)
}

/** Which server serves which line, within the limits of racks. */
class LineBoard {
  readonly lineOf = new Map<Candidate, number>()
  /** Lines from which a search found no free server: none ever will, as servers are only ever taken. */
  private readonly exhausted = new Set<number>()
  private readonly sorted: readonly Candidate[]
  private readonly lines: readonly DemandLine[]
  private readonly limits: RackLimits

  constructor(sorted: readonly Candidate[], lines: readonly DemandLine[], limits: RackLimits) {
    this.sorted = sorted
    this.lines = lines
    this.limits = limits
  }

  /** Gives the line up to `count` free servers; returns how many it got. */
  fill(line: number, count: number): number {
    let filled = 0
    for (const server of this.sorted) {
      if (filled === count) break
      if (!this.isFreeFor(server, line)) continue
      this.lineOf.set(server, line)
      this.limits.add(server)
      filled++
    }
    return filled
  }

  /** One server more for the line, by passing servers along from line to line up to one that is free. */
  augment(start: number): boolean {
    if (this.exhausted.has(start)) return false
    const cameBy = new Map<number, { line: number; server: Candidate } | null>([[start, null]])
    const queue = [start]
    for (let line = queue.shift(); line !== undefined; line = queue.shift()) {
      const at = line
      const free = this.sorted.find((server) => this.isFreeFor(server, at))
      if (free) {
        this.pass(free, at, cameBy)
        return true
      }
      for (const [server, owner] of this.lineOf) {
        if (cameBy.has(owner) || this.exhausted.has(owner) || !this.meets(server, at)) continue
        cameBy.set(owner, { line: at, server })
        queue.push(owner)
      }
    }
    for (const line of cameBy.keys()) this.exhausted.add(line)
    return false
  }

  private pass(free: Candidate, end: number, cameBy: Map<number, { line: number; server: Candidate } | null>): void {
    this.limits.add(free)
    this.lineOf.set(free, end)
    for (let step = cameBy.get(end); step; step = cameBy.get(step.line)) this.lineOf.set(step.server, step.line)
  }

  private isFreeFor(server: Candidate, line: number): boolean {
    return !this.lineOf.has(server) && this.meets(server, line) && this.limits.canAdd(server)
  }

  private meets(server: Candidate, line: number): boolean {
    const asked = this.lines[line]
    return asked !== undefined && covers(server, shapeOf(asked))
  }
}
