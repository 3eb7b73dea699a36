/** Longer than any way to another page takes; a hold that nobody gave up ends then. */
const MOST_MS = 4_000

let holds = 0

/**
 * While somebody goes on to another page, the one that is left is not refreshed: the two race, and where the refresh wins, the
 * browser loads the old page again. Returns what ends the hold.
 */
export function holdRefresh(): () => void {
  holds++
  let isHeld = true
  const end = () => {
    if (isHeld) holds--
    isHeld = false
  }
  setTimeout(end, MOST_MS)
  return end
}

export function isRefreshHeld(): boolean {
  return holds > 0
}
