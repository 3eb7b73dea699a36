/** Flows below this are none: capacities may be fractional. */
const NOTHING = 1e-9

/** A largest flow and a smallest cut, by Dinic's algorithm (1970). Deterministic: arcs are tried in the order they were added. */
export class FlowNetwork {
  private readonly heads: number[] = []
  private readonly capacities: number[] = []
  private readonly residuals: number[] = []
  private readonly arcsOf: number[][]
  private readonly levels: Int32Array
  private readonly next: Int32Array

  constructor(nodes: number) {
    this.arcsOf = Array.from({ length: nodes }, () => [])
    this.levels = new Int32Array(nodes)
    this.next = new Int32Array(nodes)
  }

  /** Returns the arc's number, for `setCapacity` and `flowOn`. */
  addArc(from: number, to: number, capacity = 0): number {
    const arc = this.heads.length
    this.heads.push(to, from)
    this.capacities.push(capacity, 0)
    this.residuals.push(capacity, 0)
    this.arcsOf[from]?.push(arc)
    this.arcsOf[to]?.push(arc + 1)
    return arc
  }

  setCapacity(arc: number, capacity: number): void {
    this.capacities[arc] = capacity
  }

  flowOn(arc: number): number {
    return (this.capacities[arc] ?? 0) - (this.residuals[arc] ?? 0)
  }

  /** Afterwards `isOnSourceSide` tells the smallest cut. */
  largestFlow(source: number, sink: number): number {
    for (let arc = 0; arc < this.capacities.length; arc++) this.residuals[arc] = this.capacities[arc] ?? 0
    let flow = 0
    while (this.label(source, sink)) {
      this.next.fill(0)
      for (;;) {
        const pushed = this.push(source, sink, Number.POSITIVE_INFINITY)
        if (pushed <= NOTHING) break
        flow += pushed
      }
    }
    return flow
  }

  isOnSourceSide(node: number): boolean {
    return (this.levels[node] ?? -1) >= 0
  }

  private label(source: number, sink: number): boolean {
    this.levels.fill(-1)
    this.levels[source] = 0
    const queue = [source]
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] ?? source
      for (const arc of this.arcsOf[node] ?? []) {
        const head = this.heads[arc] ?? 0
        if ((this.residuals[arc] ?? 0) <= NOTHING || this.isOnSourceSide(head)) continue
        this.levels[head] = (this.levels[node] ?? 0) + 1
        queue.push(head)
      }
    }
    return this.isOnSourceSide(sink)
  }

  private push(node: number, sink: number, limit: number): number {
    if (node === sink) return limit
    const arcs = this.arcsOf[node] ?? []
    let sent = 0
    for (let at = this.next[node] ?? 0; at < arcs.length; at++) {
      this.next[node] = at
      const arc = arcs[at] ?? 0
      const head = this.heads[arc] ?? 0
      const residual = this.residuals[arc] ?? 0
      if (residual <= NOTHING || this.levels[head] !== (this.levels[node] ?? 0) + 1) continue
      const pushed = this.push(head, sink, Math.min(limit - sent, residual))
      if (pushed <= NOTHING) continue
      this.residuals[arc] = residual - pushed
      this.residuals[arc ^ 1] = (this.residuals[arc ^ 1] ?? 0) + pushed
      sent += pushed
      if (limit - sent <= NOTHING) return sent
    }
    this.next[node] = arcs.length
    return sent
  }
}
