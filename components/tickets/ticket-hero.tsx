import type { ReactNode } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ticketTypeWords } from '@/lib/domain/state-words'
import { ticketMachine } from '@/lib/domain/ticket-state'
import { MiniRack } from './mini-rack'
import { Assignee } from './ticket-card'

/** What is wrong and where: read at arm's length. */
export function TicketHero(props: { ticket: TicketView; rack: ElevationView | null; children: ReactNode }) {
  const { ticket, rack, children } = props
  const { place } = ticket
  return (
    <section aria-label="Where" className="flex justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="mb-1 flex items-center gap-2.5 tab:hidden">
          <StateMark kind="ticket" state={ticket.status} />
          <span className="text-text3">
            <Time at={ticket.createdAt} look="span" />
          </span>
        </p>
        <div className="flex flex-wrap items-center gap-x-2.5">
          <h2 className="font-semibold text-figure leading-6">{ticketTypeWords[ticket.type]}</h2>
          <StateMark kind="priority" state={ticket.priority} />
        </div>
        <Place ticket={ticket} />
        <p className="text-text2">{componentsText(ticket)}</p>
        {place.row === undefined ? null : <p className="text-text2">Row {place.row}</p>}
        <p className="mt-1.5">
          <CodeText href={`/servers/${encodeURIComponent(ticket.server)}`}>{ticket.server}</CodeText>
        </p>
        <p className="text-text2">{place.modelName ?? 'Model not identified'}</p>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-2 text-text2">
          {ticket.assignee === undefined ? (
            ticketMachine.isFinal(ticket.status) ? (
              'Nobody had it'
            ) : (
              'Nobody has it yet'
            )
          ) : (
            <>
              <Assignee name={ticket.assignee} /> {ticket.assignee}
            </>
          )}
          {ticket.repeatOf === undefined ? null : (
            <span className="inline-flex items-center gap-1">
              <Glyph name="retry" size={12} className="text-text3" />
              again after{' '}
              <CodeText href={`/tickets/${encodeURIComponent(ticket.repeatOf)}`}>{ticket.repeatOf}</CodeText>
            </span>
          )}
          {children}
        </div>
      </div>
      {rack === null ? null : <MiniRack elevation={rack} barcode={ticket.server} />}
    </section>
  )
}

function Place({ ticket: { place, datacenter } }: { ticket: TicketView }) {
  const look = 'mono mt-1.5 mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-place tracking-[-0.03em]'
  if (place.rack === undefined) return <p className={look}>{place.warehouse ?? `${datacenter}, no place known`}</p>
  return (
    <p className={look}>
      <a href={`/racks/${encodeURIComponent(place.rack)}`} className="hover:underline">
        {place.rack}
      </a>
      {place.u === undefined ? null : (
        <b className="rounded-control bg-text px-[7px] text-surface">
          <span className="sr-only">, </span>U{place.u}
        </b>
      )}
    </p>
  )
}

const nouns: Record<TicketView['type'], string> = {
  REPLACE_DISK: 'Disk',
  REPLACE_RAM: 'Module',
  CHECK_COOLING: 'Sensor',
  REBOOT: '',
}

function componentsText({ type, components }: TicketView): string | null {
  const names = components.map((component) => component.name).filter((name) => name !== 'unknown')
  if (names.length === 0) return nouns[type] === '' ? null : `${nouns[type]} not named`
  return `${nouns[type]}${names.length === 1 || nouns[type] === '' ? '' : 's'} ${names.join(', ')}`.trim()
}
