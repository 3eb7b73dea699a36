export interface Sample {
  status: string
  done: number
  /** Milliseconds. */
  at: number
}

const LEAST_MS = 1_500

/** Seconds until `rows` are done at the pace since `first`; null while it is too early to tell. */
export function secondsLeft(first: Sample, now: Sample, rows: number): number | null {
  const spent = now.at - first.at
  const done = now.done - first.done
  if (spent < LEAST_MS || done <= 0) return null
  return Math.max(0, Math.round(((rows - now.done) * spent) / done / 1_000))
}

/** "about 40 s", "about 3 min". */
export function leftInWords(seconds: number): string {
  if (seconds < 5) return 'a few seconds left'
  return seconds < 90 ? `about ${Math.ceil(seconds / 5) * 5} s left` : `about ${Math.round(seconds / 60)} min left`
}
