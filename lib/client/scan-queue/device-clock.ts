/** Less than this is the answer's own travel and the header's whole seconds. */
const NOTICED_MS = 1_000

let offsetMs = 0

/** The time, corrected by what the server's clock says: a phone's may be minutes off, and scans are ordered by it. */
export function deviceNow(): Date {
  return new Date(Date.now() + offsetMs)
}

/** Asks the server for its time; without an answer the device's own stands. */
export async function learnClock(): Promise<void> {
  const sent = Date.now()
  const answer = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  const header = answer?.headers.get('date')
  if (header === null || header === undefined) return
  const theirs = Date.parse(header) + 500
  const ours = (sent + Date.now()) / 2
  if (Number.isFinite(theirs)) offsetMs = Math.abs(theirs - ours) > NOTICED_MS ? theirs - ours : 0
}
