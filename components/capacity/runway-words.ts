import { countOf, formatCount } from '@/components/ui/numbers'
import { dayText } from '@/components/ui/time-text'
import type { CapacityView } from '@/lib/contracts/planning/capacity'

export type RunwayView = CapacityView['datacenters'][number]['runway']

const DAY_MS = 86_400_000

/** "19 to 48 days", "from 19 days": the range of 8 in 10. */
export function rangeText({ earliestDays, latestDays }: RunwayView): string {
  if (earliestDays === undefined) return 'over a year'
  if (latestDays === undefined) return `from ${countOf(earliestDays, 'day')}`
  return `${formatCount(earliestDays)} to ${countOf(latestDays, 'day')}`
}

/** The day (UTC) so many days from now: "24 Nov". */
export function dayAfter(days: number, now: Date): string {
  return dayText(new Date(now.getTime() + days * DAY_MS), now)
}

const rate = (servers: number, days: number) => {
  const perDay = servers / days
  return perDay >= 10 ? formatCount(perDay) : String(Math.round(perDay * 100) / 100)
}

/** What the runway rests on, said beside it. */
export function assumptionOf(runway: RunwayView): string {
  const { windowDays, ordered, failed, mended, returned } = runway
  const parts = [
    `${countOf(ordered.times, 'order')} took ${rate(ordered.servers, windowDays)} servers a day`,
    `${rate(failed.servers, windowDays)} a day failed`,
    `${rate(mended.servers, windowDays)} were mended`,
    `${rate(returned.servers, windowDays)} came back from orders without an end date`,
  ]
  return `In the last ${windowDays} days ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
}

export const METHOD =
  'Assumed: all of it goes on at random at these rates (compound Poisson), so that 8 in 10 futures lie in the range. Racked free servers are counted; deliveries and orders that end count from the day after their date, and nothing more is racked from the warehouse.'
