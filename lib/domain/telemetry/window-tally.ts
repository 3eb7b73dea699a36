/**
 * The events of one component for a rule that counts over a window: `fullest` answers what `fullestWindow` would, of all
 * that were added. Cheap for events that come in their order, however many there are.
 */
export class WindowTally {
  private readonly times: number[] = []
  /** sums[i]: of the shares before the i-th. */
  private readonly sums: number[] = [0]
  private lowest = 0

  /** at: milliseconds. */
  add(at: number, share: number): void {
    this.lowest = Math.min(this.lowest, share)
    const place = firstAfter(this.times, at)
    this.times.splice(place, 0, at)
    this.sums.splice(place + 1, 0, (this.sums[place] ?? 0) + share)
    for (let i = place + 2; i < this.sums.length; i++) this.sums[i] = (this.sums[i] ?? 0) + share
  }

  /** The largest sum of any stretch of `minutes` that holds `at`. */
  fullest(at: number, minutes: number): number {
    const span = minutes * 60_000
    const { times, sums } = this
    const from = firstAfter(times, at - span - 1)
    const until = firstAfter(times, at)
    // Of the newest event, with nothing that counts against it, the whole stretch before it is the fullest.
    if (until === times.length && this.lowest >= 0) return Math.max(0, (sums[until] ?? 0) - (sums[from] ?? 0))
    let best = 0
    let end = until
    for (let first = from; first < until; first++) {
      const start = times[first] ?? 0
      if (first > from && times[first - 1] === start) continue
      while (end < times.length && (times[end] ?? 0) <= start + span) end++
      best = Math.max(best, (sums[end] ?? 0) - (sums[first] ?? 0))
    }
    return best
  }
}

/** How many of the sorted times are at or before `at`. */
function firstAfter(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
