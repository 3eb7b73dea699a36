/** How many servers are provisioned at once; null: without limit. */
export interface Limit {
  /** Rack or datacenter code. */
  place: string
  most: number | null
  /** Being provisioned there now, the one that asks not among them. */
  now: number
}

/** An order's waves: `canary` servers are tried first, and the rest begin only once so many have succeeded. */
export interface Waves {
  canary: number | null
  /** So many may fail; one more, and nothing else begins. */
  failureBudget: number | null
}

export interface WaveState extends Waves {
  succeeded: number
  failed: number
  /** Begun and not ended. */
  running: number
}

export type Admission = { admitted: true } | { admitted: false; reason: string }

/**
 * Whether one more server may begin now, and what it waits for where not.
 * @param order null for a job that a person asked for by itself: it keeps to the limits alone
 */
export function admission(limits: { rack: Limit | null; datacenter: Limit }, order: WaveState | null): Admission {
  const held = (reason: string): Admission => ({ admitted: false, reason })
  if (order !== null) {
    if (isOverBudget(order)) return held(`No more are begun: ${overBudgetWords(order)}`)
    if (order.canary !== null && order.succeeded < order.canary && order.succeeded + order.running >= order.canary)
      return held(`Waits for the servers that are tried first: ${order.succeeded} of ${order.canary} succeeded so far.`)
  }
  for (const limit of [limits.rack, limits.datacenter]) {
    if (limit !== null && limit.most !== null && limit.now >= limit.most)
      return held(`Waits for its turn: in ${limit.place} at most ${limit.most} are provisioned at once.`)
  }
  return { admitted: true }
}

export function isOverBudget(order: Pick<WaveState, 'failed' | 'failureBudget'>): boolean {
  return order.failureBudget !== null && order.failed > order.failureBudget
}

/** Of an order that is over its budget. */
export function overBudgetWords({ failed, failureBudget }: Pick<WaveState, 'failed' | 'failureBudget'>): string {
  return `${failed} failed, and ${failureBudget === 0 ? 'none' : `at most ${failureBudget}`} may.`
}
