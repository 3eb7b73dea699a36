/** The stretch of a life that is shown. */
export interface LifeWindow {
  from: number
  until: number
}

export interface Placed<T> {
  item: T
  /** Shares of the window, 0 to 100. */
  left: number
  width: number
}

export const LIFE_SPANS = ['all', 'year', 'month'] as const
export type LifeSpanName = (typeof LIFE_SPANS)[number]
const DAY = 86_400_000

/** From the beginning, or the last year or month of it; never an empty stretch. */
export function lifeWindow(since: string, now: Date, span: LifeSpanName): LifeWindow {
  const until = now.getTime()
  const start = Math.min(Date.parse(since), until - 60_000)
  const back = span === 'all' ? Number.POSITIVE_INFINITY : span === 'year' ? 365 * DAY : 30 * DAY
  return { from: Math.max(start, until - back), until }
}

/** What lies in the window, each as a share of it; what lies outside is left out, what reaches out is cut. */
export function placeSpans<T extends { from: string; to?: string | undefined }>(
  items: readonly T[],
  { from, until }: LifeWindow,
): Placed<T>[] {
  return items.flatMap((item) => {
    const start = Math.max(Date.parse(item.from), from)
    const end = Math.min(item.to === undefined ? until : Date.parse(item.to), until)
    if (end < from || start > until || end < start) return []
    return [{ item, left: ((start - from) / (until - from)) * 100, width: ((end - start) / (until - from)) * 100 }]
  })
}

/** Where the dates under the line stand: five at most, evenly. */
export function lifeTicks({ from, until }: LifeWindow): { at: string; left: number }[] {
  return [0, 25, 50, 75].map((left) => ({ at: new Date(from + ((until - from) * left) / 100).toISOString(), left }))
}

/** "630 days, 511 in service, 11 out for repair". */
export function lifeWords(
  states: readonly { state: string; from: string; to?: string | undefined }[],
  now: Date,
): string {
  const days = (wanted: readonly string[] | null) =>
    Math.round(
      states
        .filter(({ state }) => wanted === null || wanted.includes(state))
        .reduce(
          (sum, { from, to }) => sum + (to === undefined ? now.getTime() : Date.parse(to)) - Date.parse(from),
          0,
        ) / DAY,
    )
  const say = (count: number, what: string) => (count === 0 ? [] : [`${count} ${what}`])
  const all = days(null)
  return [
    `${all} ${all === 1 ? 'day' : 'days'}`,
    ...say(days(['IN_SERVICE']), 'in service'),
    ...say(days(['BROKEN', 'REPAIRING']), 'out for repair'),
  ].join(', ')
}
