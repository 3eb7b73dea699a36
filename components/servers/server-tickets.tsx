import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketTypeWords } from '@/lib/domain/state-words'
import { LINES } from './server-queries'
import { partWords } from './ticket-cards'

const columns: readonly Column<TicketView>[] = [
  { key: 'number', head: 'Ticket', width: '90px', cell: (ticket) => <CodeText strong>{ticket.number}</CodeText> },
  { key: 'type', head: 'What', cell: (ticket) => ticketTypeWords[ticket.type] },
  {
    key: 'status',
    head: 'Status',
    width: '120px',
    phone: 'trail',
    cell: (ticket) => <StateMark kind="ticket" state={ticket.status} />,
  },
  {
    key: 'priority',
    head: 'Priority',
    width: '100px',
    cell: (ticket) => <StateMark kind="priority" state={ticket.priority} />,
  },
  { key: 'part', head: 'Part', phone: 'hide', cell: (ticket) => partWords(ticket) },
  {
    key: 'since',
    head: 'Since',
    align: 'end',
    width: '110px',
    cell: (ticket) => <Time at={ticket.createdAt} look="span" />,
  },
]

/** The tickets of its life, newest first. */
export function ServerTickets({ tickets }: { tickets: readonly TicketView[] }) {
  const open = tickets.filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS').length
  const many = tickets.length >= LINES
  return (
    <Section
      title="Tickets"
      note={tickets.length === 0 ? null : `${many ? `the last ${LINES}` : tickets.length}, ${open} open`}
    >
      {tickets.length === 0 ? (
        <p className="text-text2">None in its life so far.</p>
      ) : (
        <div className="-mx-4">
          <DataTable
            label="Tickets"
            columns={columns}
            rows={tickets}
            rowKey={(ticket) => ticket.number}
            rowHref={(ticket) => `/tickets/${encodeURIComponent(ticket.number)}`}
            changeKey={(ticket) => `ticket:${ticket.number}`}
            stickyTop="auto"
          />
        </div>
      )}
    </Section>
  )
}
