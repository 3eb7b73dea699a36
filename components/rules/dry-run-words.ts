import { countOf, formatCount } from '@/components/ui/numbers'
import type { DryRunView, ExampleView } from '@/lib/contracts/telemetry/dry-run'

const DAY_MS = 86_400_000

/** "the last 30 days", or of how many where not all could be looked at. */
export function spanInWords({ since, until }: Pick<DryRunView, 'since' | 'until'>): string {
  const days = Math.round((Date.parse(until) - Date.parse(since)) / DAY_MS)
  if (days >= 2) return `the last ${days} days`
  return `the last ${countOf(Math.max(1, Math.round((Date.parse(until) - Date.parse(since)) / 3_600_000)), 'hour')}`
}

/** The answer in one sentence. */
export function answerInWords(answer: DryRunView): string {
  const { proposed, present } = answer
  const would = `would open ${countOf(proposed.tickets, 'ticket')}`
  const where = proposed.tickets === 0 ? '' : ` on ${countOf(proposed.servers, 'server')}`
  const now =
    present.tickets === proposed.tickets ? 'as many as today’s rules' : `today’s rules ${formatCount(present.tickets)}`
  return `With this rule ${answer.kind} ${would}${where} in ${spanInWords(answer)}, ${now}.`
}

/** What the events would have come to, the parts that there are. */
export function fatesInWords({ looked, proposed: { events, waiting } }: DryRunView): string {
  const parts = [
    [events.opens, 'open a ticket'],
    [events.joins, 'join one'],
    [events.waits, 'wait whether it is still so'],
    [events.below, 'stay below'],
    [events.suppressed, 'are kept back'],
    [events.other, 'say nothing new'],
  ] as const
  const words = parts.flatMap(([count, what]) => (count === 0 ? [] : `${formatCount(count)} ${what}`))
  const waits = waiting === 0 ? '' : ` ${countOf(waiting, 'fault')} would still be waiting now.`
  return `Of ${countOf(looked, 'event')} ${words.join(', ')}.${waits}`
}

export const fateWords: Record<ExampleView['outcome'], string> = {
  opens: 'opens the ticket',
  joins: 'joins a ticket',
  waits: 'waits',
  below: 'stays below',
  suppressed: 'is kept back',
  other: 'says nothing new',
}
