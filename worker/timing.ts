/** Milliseconds. A hardware call ends before the lease does, whatever is in its way. */
export interface Timing {
  leaseMs: number
  beatMs: number
  callMs: number
  /** Between two looks for what was left behind. */
  sweepMs: number
  /** Before something that went wrong is tried again. */
  retryMs: number
  /** How long a BMC may not answer before it is a failure. */
  patienceMs: number
  /** The same while it flashes: a BMC that flashes itself starts anew. */
  outageMs: number
  /** How long a request that nobody answered may take to have its effect. */
  settleMs: number
  /** A minute of a step's limit. */
  minuteMs: number
}

export const DEFAULT_LEASE_MS = 15_000

/** All of it from the lease, in fixed proportions, so that a test may run the same thing faster. */
export function timingOf(leaseMs: number): Timing {
  return {
    leaseMs,
    beatMs: leaseMs / 3,
    callMs: Math.round((leaseMs * 8) / 15),
    sweepMs: leaseMs / 3,
    retryMs: leaseMs / 15,
    patienceMs: leaseMs * 4,
    outageMs: leaseMs * 40,
    settleMs: leaseMs,
    minuteMs: leaseMs * 4,
  }
}
