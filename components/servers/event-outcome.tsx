import { reasonInWords } from '@/components/tickets/event-outcome-words'
import { CodeText } from '@/components/ui/code-text'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import type { EventView } from '@/lib/contracts/telemetry/event'

const looks: Record<string, { glyph: GlyphName; words: string; className: string }> = {
  opened: { glyph: 'ring-dot', words: 'opened', className: 'text-fail-x' },
  attached: { glyph: 'plus', words: 'attached to', className: 'text-work-x' },
  'below-threshold': { glyph: 'chevron-down', words: 'below the threshold', className: 'text-text2' },
  suppressed: { glyph: 'bolt', words: 'suppressed', className: 'text-warn-x' },
  'no-rule': { glyph: 'minus', words: 'no rule', className: 'text-text2' },
  duplicate: { glyph: 'slashed-ring', words: 'duplicate, ignored', className: 'text-text2' },
  rejected: { glyph: 'x', words: 'rejected', className: 'text-fail-x' },
  decommissioned: { glyph: 'slashed-ring', words: 'decommissioned, kept', className: 'text-text2' },
}

const WAITS: (typeof looks)[string] = { glyph: 'hourglass', words: 'waits', className: 'text-warn-x' }
const QUIET: (typeof looks)[string] = { glyph: 'check', words: 'opens nothing', className: 'text-text2' }

function lookOf({ outcome, reason, ticket }: EventView): (typeof looks)[string] {
  if (outcome === 'suppressed' && reason?.startsWith('only if still so') === true)
    return ticket === undefined ? WAITS : { ...WAITS, words: 'waited, then' }
  // It was good news, or came too late to be bad: nothing keeps it back.
  if (reason === 'nothing to end' || reason?.endsWith('-since') === true) return QUIET
  return looks[outcome] ?? { glyph: 'minus', words: outcome, className: 'text-text2' }
}

/** What became of an event: its glyph, its words, the ticket, the reason. */
export function EventOutcome({ event }: { event: EventView }) {
  const look = lookOf(event)
  const reason = event.reason === undefined ? undefined : reasonInWords(event.reason)
  return (
    <span
      className={`inline-flex min-w-0 max-w-full flex-wrap items-center gap-x-1.5 ${look.className}`}
      title={reason}
    >
      <Glyph name={look.glyph} />
      <span className="font-medium">{look.words}</span>
      {event.ticket === undefined ? null : (
        <CodeText href={`/tickets/${encodeURIComponent(event.ticket)}`}>{event.ticket}</CodeText>
      )}
      {reason === undefined || event.ticket !== undefined ? null : (
        <span className="line-clamp-2 min-w-0 text-small text-text3">{reason}</span>
      )}
    </span>
  )
}
