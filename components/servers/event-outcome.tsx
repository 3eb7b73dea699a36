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

/** What became of an event: its glyph, its words, the ticket, the reason. */
export function EventOutcome({ event }: { event: EventView }) {
  const look = looks[event.outcome] ?? { glyph: 'minus', words: event.outcome, className: 'text-text2' }
  return (
    <span className={`inline-flex items-center gap-1.5 ${look.className}`} title={event.reason}>
      <Glyph name={look.glyph} />
      <span className="font-medium">{look.words}</span>
      {event.ticket === undefined ? null : (
        <CodeText href={`/tickets/${encodeURIComponent(event.ticket)}`}>{event.ticket}</CodeText>
      )}
      {event.reason === undefined || event.ticket !== undefined ? null : (
        <span className="truncate text-small text-text3">{event.reason}</span>
      )}
    </span>
  )
}
