import { Listeners } from './listeners'

/** Longer than a link takes; a hold that nobody gave up ends then, as where a link turns out to lead nowhere. */
const MOST_MS = 4_000
/** Where code goes on to another page: over a slow network too, it comes. */
export const SURE_MS = 20_000

let holds = 0
const changes = new Listeners()

function count(by: 1 | -1): void {
  holds += by
  changes.tell()
}

/**
 * While somebody goes on to another page, the one that is left is not refreshed: the two race, and where the refresh wins, the
 * browser loads the old page again. Returns what ends the hold.
 */
export function holdRefresh(most = MOST_MS): () => void {
  count(1)
  let isHeld = true
  const end = () => {
    if (isHeld) count(-1)
    isHeld = false
  }
  setTimeout(end, most)
  return end
}

export function isRefreshHeld(): boolean {
  return holds > 0
}

/** Calls back whenever a hold begins or ends; returns what stops it. */
export const onHoldChange = changes.subscribe
