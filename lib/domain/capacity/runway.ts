/**
 * One kind of change to what is free, over a window of days: how often it came, how many servers in all, and the sum of the
 * squares of how many each time.
 */
export interface Flow {
  times: number
  servers: number
  squares: number
}

/** What has a date: servers that arrive, or that an order gives back. `day`: whole days from now. */
export interface DatedChange {
  day: number
  count: number
}

export interface RunwayQuestion {
  free: number
  windowDays: number
  /** Orders served, servers that failed. */
  taken: readonly Flow[]
  /** Servers mended, and those of orders without an end date that came back. */
  given: readonly Flow[]
  dated: readonly DatedChange[]
}

export interface RunwayPoint {
  day: number
  expected: number
  low: number
  high: number
}

export interface Runway {
  /** Taken less given, a day. */
  perDay: number
  /** The day on which nothing is expected to be left, and the range of 8 in 10; undefined: not within the horizon. */
  days: number | undefined
  earliest: number | undefined
  latest: number | undefined
  line: RunwayPoint[]
}

/** Days of the past that the rates may be taken from, as an address says them. */
export const WINDOWS = ['7', '30', '90'] as const
export type Window = (typeof WINDOWS)[number]

export const HORIZON_DAYS = 365
/** Of the normal distribution: one in ten lies below -Z, one in ten above. */
const Z = 1.2816

/**
 * How long what is free lasts. Each flow is taken for a compound Poisson process: it comes at random at the rate of the window,
 * so many servers a time. Then over t days its mean is t·ΣY/T and its variance t·ΣY²/T (Ross, Introduction to Probability
 * Models, 5.4.2), flows are independent, and their sum is near normal. That the rate was itself measured over T days adds the factor
 * (1 + t/T), as in any prediction of a mean. What has a date comes on it.
 */
export function runwayOf(question: RunwayQuestion): Runway {
  const { free, windowDays, taken, given } = question
  const sum = (flows: readonly Flow[], of: (flow: Flow) => number) => flows.reduce((total, flow) => total + of(flow), 0)
  const perDay = (sum(taken, (flow) => flow.servers) - sum(given, (flow) => flow.servers)) / windowDays
  const variance = sum([...taken, ...given], (flow) => flow.squares) / windowDays
  const arriving = byDay(question.dated)
  const line: RunwayPoint[] = []
  let stock = free
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    stock += arriving.get(day) ?? 0
    const spread = Z * Math.sqrt(variance * day * (1 + day / windowDays))
    const expected = stock - perDay * day
    line.push({ day, expected, low: expected - spread, high: expected + spread })
  }
  const first = (of: (point: RunwayPoint) => number) => line.find((point) => of(point) <= 0)?.day
  return {
    perDay,
    days: first((point) => point.expected),
    earliest: first((point) => point.low),
    latest: first((point) => point.high),
    line,
  }
}

/** What is overdue already is not counted on any more. */
function byDay(changes: readonly DatedChange[]): Map<number, number> {
  const days = new Map<number, number>()
  for (const { day, count } of changes) if (day > 0) days.set(day, (days.get(day) ?? 0) + count)
  return days
}
