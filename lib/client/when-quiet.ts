/** After the first screen is drawn and answers to presses. */
const QUIET_MS = 4_000

/**
 * Fetches, once the page has come to rest, what nothing on it needs before somebody presses something. From then on it is there at
 * once, and without network too. What fails is asked for again by whoever presses first.
 */
export function whenQuiet(load: () => Promise<unknown>): void {
  if (typeof window === 'undefined') return
  setTimeout(() => load().catch(() => undefined), QUIET_MS)
}
