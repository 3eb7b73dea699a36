import { countOf, formatCount } from '@/components/ui/numbers'
import type { RuleView } from '@/lib/contracts/telemetry/rule'
import { ticketTypeWords } from '@/lib/domain/state-words'
import { bitsInWords } from '@/lib/domain/telemetry/bit-names'

type Condition = Pick<
  RuleView,
  'field' | 'operator' | 'threshold' | 'aggregate' | 'windowMinutes' | 'stillAfterMinutes'
>

/** "90 min", "24 h", "7 days". */
export function minutesInWords(minutes: number): string {
  if (minutes % 1_440 === 0 && minutes > 1_440) return `${minutes / 1_440} days`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}

/** "reallocated over 10", "more than 7 events in 10 min", "any event, if still so after 30 min". */
export function conditionInWords(rule: Condition): string {
  const still =
    rule.stillAfterMinutes === undefined ? '' : `, if still so after ${minutesInWords(rule.stillAfterMinutes)}`
  return `${whatInWords(rule)}${still}`
}

function whatInWords({ field, operator, threshold = 0, aggregate, windowMinutes = 0 }: Condition): string {
  const limit = formatCount(threshold)
  if (aggregate === 'count') return `more than ${countOf(threshold, 'event')} in ${minutesInWords(windowMinutes)}`
  if (aggregate === 'sum') return `${field} adding up to over ${limit} in ${minutesInWords(windowMinutes)}`
  if (field === undefined) return 'any event'
  if (operator === 'over') return `${field} over ${limit}`
  const bits = bitsInWords(field, threshold)
  return bits.length === 0 ? `${field} with a bit of none` : `${field} says ${orList(bits)}`
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The whole rule in one line: "SMART_REPORT · reallocated over 10 → Replace disk, NORMAL". */
export function ruleInWords(rule: Condition & Pick<RuleView, 'kind' | 'ticketType' | 'priority'>): string {
  return `${rule.kind} · ${conditionInWords(rule)} → ${ticketTypeWords[rule.ticketType]}, ${rule.priority}`
}

/** What was read of an event, as the rule reads it: "1,975", "unreliable, read-only". */
export function readingInWords(rule: Condition, reading: number | undefined): string | null {
  if (reading === undefined) return null
  if (rule.operator === 'any-bit' && rule.field !== undefined)
    return bitsInWords(rule.field, Math.trunc(reading)).join(', ') || 'no bit'
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(reading)
}
