import Link from 'next/link'
import { readEvent } from '@/components/tickets/event-reading'
import { CodeText } from '@/components/ui/code-text'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketTypeWords } from '@/lib/domain/state-words'

/** A server's live tickets: what, how urgent, how old, which part lies on which shelf. */
export function TicketCards({ tickets }: { tickets: readonly TicketView[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {tickets.map((ticket) => (
        <li key={ticket.number}>
          <Link
            href={`/tickets/${encodeURIComponent(ticket.number)}`}
            prefetch={false}
            className="block rounded-chip border border-line2 border-l-[3px] border-l-fail px-2 py-1.5 hover:border-control"
          >
            <span className="flex items-center gap-2">
              <CodeText strong>{ticket.number}</CodeText> {ticketTypeWords[ticket.type]}
              <StateMark kind="priority" state={ticket.priority} className="ml-auto" />
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-x-2">
              <StateMark kind="ticket" state={ticket.status} />
              <span className="text-text3">
                <Time at={ticket.createdAt} look="span" />
              </span>
              <span className="ml-auto text-small text-text2">{partWords(ticket)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** "part on FRA1-W1 14-C-3", "waits for a part", or what was reported. */
export function partWords(ticket: TicketView): string {
  const part = ticket.components.find((component) => component.part !== undefined)?.part
  if (part?.status === 'reserved') {
    return `part on ${[part.warehouse, part.shelf].filter((word) => word !== undefined).join(' ')}`
  }
  if (part?.status === 'waiting') return 'waits for a part'
  const newest = ticket.events[0]
  if (newest === undefined) return ticket.notes[0]?.text ?? ''
  const { what, where } = readEvent(newest)
  return [where, what].filter((word) => word !== null).join(', ')
}
