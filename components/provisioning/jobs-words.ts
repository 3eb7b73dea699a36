import { clockText, spanText } from '@/components/ui/time-text'
import type { JobView } from '@/lib/contracts/provisioning/job'

const NUMBERS = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "seven", "48". */
export function numberWord(count: number): string {
  return NUMBERS[count] ?? String(count)
}

/** A span whose figure leads: "38" and "min". Where it has no unit of its own ("1 h 05") all of it is the figure. */
export function spanParts(ms: number): { figure: string; unit: string | null } {
  const text = spanText(ms)
  const parts = /^(\d+) (s|min|h|days?|years)$/.exec(text)
  return parts === null ? { figure: text, unit: null } : { figure: parts[1] ?? text, unit: parts[2] ?? null }
}

/**
 * When the jobs will be done and who needs somebody: "done about 14:58 for seven; SRV-003596 needs you".
 * @param leftMs of the one that takes longest; null where that is not known
 */
export function jobsSentence(jobs: readonly JobView[], leftMs: number | null, now: number): string {
  const failed = jobs.filter(({ status }) => status === 'FAILED')
  const going = jobs.filter(({ status }) => status === 'RUNNING' || status === 'PENDING')
  const well = jobs.filter(({ status }) => status === 'SUCCESS').length + going.length
  const parts = []
  if (leftMs !== null && going.length > 0) {
    const whom = failed.length === 0 ? '' : ` for ${numberWord(well)}`
    parts.push(`done about ${clockText(new Date(now + leftMs))}${whom}`)
  }
  const [first] = failed
  if (first !== undefined) {
    const others = failed.length - 1
    parts.push(others === 0 ? `${first.server} needs you` : `${first.server} and ${numberWord(others)} more need you`)
  }
  return parts.join('; ')
}
