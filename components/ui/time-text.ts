const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const two = (value: number) => String(value).padStart(2, '0')

/** Time of day in UTC: "14:20", with seconds "14:20:08". */
export function clockText(at: Date, seconds = false): string {
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
  return seconds ? `${clock}:${two(at.getUTCSeconds())}` : clock
}

/** Day in UTC: "24 Nov", with the year when it is not `now`'s. */
export function dayText(at: Date, now: Date): string {
  const day = `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ''}`
  return at.getUTCFullYear() === now.getUTCFullYear() ? day : `${day} ${at.getUTCFullYear()}`
}

/** Shortest exact stamp: "14:20" today, "23 Nov 14:20" before. */
export function stampText(at: Date, now: Date): string {
  const sameDay = at.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  return sameDay ? clockText(at) : `${dayText(at, now)} ${clockText(at)}`
}

/** A span of milliseconds as people say it: "20 s", "38 min", "5 h 12", "3 days", "2 years". */
export function spanText(ms: number): string {
  const span = Math.abs(ms)
  if (span < MINUTE) return `${Math.round(span / 1_000)} s`
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`
  if (span < DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE)
    const hours = Math.floor(span / HOUR)
    return minutes === 0 ? `${hours} h` : `${hours} h ${two(minutes)}`
  }
  const days = Math.floor(span / DAY)
  if (days < 730) return days === 1 ? '1 day' : `${days} days`
  return `${Math.floor(days / 365)} years`
}
