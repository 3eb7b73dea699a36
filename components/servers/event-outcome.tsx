import { reasonInWords } from '@/components/tickets/event-outcome-words'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import type { EventView } from '@/lib/contracts/telemetry/event'
import { eventWords, type StateMark as Mark, signWords } from '@/lib/domain/state-words'

const known: Record<string, Mark> = eventWords

function markOf({ outcome, reason, ticket }: EventView): Mark {
  if (outcome === 'suppressed' && reason?.startsWith('only if still so') === true)
    return ticket === undefined ? eventWords.WAITS : { ...eventWords.WAITS, word: 'waited, then' }
  if (reason === 'nothing to end' || reason?.endsWith('-since') === true) return eventWords.QUIET
  return known[outcome] ?? { ...signWords.OTHER, word: outcome }
}

/** What became of an event: its glyph, its words, the ticket, the reason. */
export function EventOutcome({ event }: { event: EventView }) {
  const mark = markOf(event)
  const reason = event.reason === undefined ? undefined : reasonInWords(event.reason)
  return (
    <span
      className={`inline-flex min-w-0 max-w-full flex-wrap items-center gap-x-1.5 t-${mark.tone} text-x`}
      title={reason}
    >
      <Glyph name={mark.glyph} />
      <span className="font-medium">{mark.word}</span>
      {event.ticket === undefined ? null : (
        <CodeText href={`/tickets/${encodeURIComponent(event.ticket)}`}>{event.ticket}</CodeText>
      )}
      {reason === undefined || event.ticket !== undefined ? null : (
        <span className="line-clamp-2 min-w-0 text-small text-text3">{reason}</span>
      )}
    </span>
  )
}
