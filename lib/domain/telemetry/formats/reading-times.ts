import type { Dump, Reading } from './reading'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const AHEAD_MS = 5 * MINUTE_MS
/** Whoever checks it next does so a moment later. */
const MARGIN_MS = MINUTE_MS

/** The readings in the order in which they happened, as far as the dump tells. */
export function inOrder<R extends { reading: Pick<Reading, 'at'> }>(items: readonly R[], order: Dump['order']): R[] {
  if (order !== 'by-time' || items.some(({ reading }) => reading.at === null)) return [...items]
  return [...items].sort((a, b) => (a.reading.at?.getTime() ?? 0) - (b.reading.at?.getTime() ?? 0))
}

/**
 * When each reading happened: by the server's own clock where that can be true, else when it was received. A clock can be
 * years off (a BMC that was never set, a board without its battery). Of readings that tell one story none is later than the next, so
 * that one without a time does not come after what followed it.
 */
export function timesOf(
  readings: readonly Pick<Reading, 'at'>[],
  known: { received: Date; keptDays: number; order: Dump['order'] },
): Date[] {
  const received = known.received.getTime()
  const oldest = received - known.keptDays * DAY_MS + MARGIN_MS
  const times = readings.map(({ at }) => {
    const own = at?.getTime() ?? Number.NaN
    return own >= oldest && own <= received + AHEAD_MS ? own : received
  })
  if (known.order !== undefined) {
    for (let i = times.length - 2; i >= 0; i--) times[i] = Math.min(times[i] ?? received, times[i + 1] ?? received)
  }
  return times.map((time) => new Date(time))
}

/** What the payload says of a clock that was not believed; nothing where it was. */
export function clockWords(reading: Pick<Reading, 'at' | 'clock'>, ts: Date): { clock?: string } {
  if (reading.at === null) return reading.clock === undefined ? {} : { clock: reading.clock }
  return reading.at.getTime() === ts.getTime() ? {} : { clock: reading.at.toISOString() }
}

/** The identity with the stretch of time in which it holds. */
export function identityWithin(reading: Pick<Reading, 'identity' | 'sameFor'>, received: Date): string {
  const { identity, sameFor } = reading
  if (sameFor === 'ever') return identity
  if (sameFor === 'day') return `${identity}\n${received.toISOString().slice(0, 10)}`
  return `${identity}\n${Math.floor(received.getTime() / (10 * MINUTE_MS))}`
}
