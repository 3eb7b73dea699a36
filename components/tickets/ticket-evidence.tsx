import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { openingNote, readEvent } from './event-reading'

/** The newest event in a band: what crossed the line, and when. */
export function EvidenceBand({ ticket }: { ticket: TicketView }) {
  const newest = ticket.events[0]
  if (newest === undefined) {
    const note = openingNote(ticket)
    return (
      <p data-line className="flex min-h-12 items-center gap-2.5 border-line border-y bg-canvas px-4 py-2 text-text2">
        <Glyph name="note" size={16} className="text-text3" />
        {note === undefined ? 'Opened by hand, without an event.' : `Opened by hand: ${note}`}
      </p>
    )
  }
  const { what, where, value } = readEvent(newest)
  const tone = ticket.priority === 'HIGH' ? 't-fail' : 't-warn'
  return (
    <p data-line className={`${tone} flex min-h-14 items-center gap-2.5 border-line border-y bg-b px-4 py-2`}>
      <Glyph name="pulse" size={16} className="text-x" />
      <span className="min-w-0 flex-1 text-pretty">
        <strong>
          {what}
          {where === null ? '' : ` on ${where}`}
        </strong>{' '}
        at <Time at={newest.ts} /> UTC.{value === null ? '' : ` ${value.charAt(0).toUpperCase()}${value.slice(1)}.`}{' '}
        {countOf(ticket.eventCount, 'event')}.
      </span>
    </p>
  )
}

/** Every event behind the ticket, newest first, with its reading. */
export function EvidenceList({ ticket }: { ticket: TicketView }) {
  if (ticket.events.length === 0) return null
  const more = ticket.eventCount - ticket.events.length
  return (
    <Section title="Events" note={more > 0 ? `newest ${ticket.events.length} of ${ticket.eventCount}` : undefined}>
      <ul>
        {ticket.events.map((event) => {
          const { what, where, value } = readEvent(event)
          return (
            <li
              key={event.id}
              className="grid min-h-7 grid-cols-[104px_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-t py-1 first:border-t-0 max-tab:grid-cols-[88px_minmax(0,1fr)]"
            >
              <span className="mono text-text2">
                <Time at={event.ts} />
              </span>
              <span className="min-w-0 text-pretty">
                <span className="font-medium">{what}</span>
                <span className="text-text2">{[where, value].filter(Boolean).map((word) => `, ${word}`)}</span>
              </span>
              <span className="mono text-small text-text3 max-tab:hidden">{event.kind}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
