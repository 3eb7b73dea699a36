'use client'

import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { briefModel } from '@/components/ui/model-name'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { useJustChanged } from '@/lib/client/live-updates'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { jobWords, ticketTypeWords, ticketWords } from '@/lib/domain/state-words'
import { evidenceLine } from './event-reading'
import { repairStages } from './repair-words'
import { retireWords } from './retire-words'
import { partsWord } from './ticket-parts'
import { placeWords, shortCode, spotOf } from './ticket-place'

/** From here on a HIGH ticket's age is said in the warn tone. */
const LATE_MS = 4 * 3_600_000

export interface CardProps {
  ticket: TicketView
  selected: boolean
  /** One card takes the Tab key; the arrows move on from there. */
  tabStop: boolean
  /** It came after the board was first shown. */
  fresh: boolean
  /** Where lanes say the place already, the card does not repeat it. */
  place: 'rack' | 'short-rack' | 'spot'
  onSelect: () => void
  onOpen: () => void
}

const ticketHref = (ticket: TicketView) => `/tickets/${encodeURIComponent(ticket.number)}`

/** Its number and place, for those who hear the board. */
const nameOf = (ticket: TicketView) =>
  `${ticket.number}, ${ticketTypeWords[ticket.type]}, ${ticketWords[ticket.status].word}, ${placeWords(ticket)}, ${ticket.server}`

/** A live ticket: what and how urgent, where, the evidence, the part and its shelf, who. */
export function TicketCard(props: CardProps) {
  const { ticket, selected, fresh } = props
  const changed = useJustChanged(`ticket:${ticket.number}`)
  return (
    <CardFrame
      {...props}
      className={classNames(
        'rounded-control border border-line2 bg-surface px-2.5 pt-1.5 pb-[5px] max-tab:px-3.5 max-tab:py-2.5',
        ticket.priority === 'HIGH' && 'shadow-[inset_3px_0_0_var(--fail)]',
        selected && 'outline-offset-2',
        (fresh || changed) && 'animate-changed',
      )}
    >
      <span className="flex items-center gap-1.5">
        <b className="truncate">{ticketTypeWords[ticket.type]}</b>
        {ticket.priority === 'NORMAL' ? null : (
          <StateMark
            kind="priority"
            state={ticket.priority}
            size="small"
            look={ticket.status === 'IN_PROGRESS' ? 'glyph' : 'plain'}
          />
        )}
        {ticket.status === 'IN_PROGRESS' ? <StepBoxes ticket={ticket} /> : null}
        <Age ticket={ticket} />
        {/* Where the card is narrowest, the second line is full with the place. */}
        {ticket.assignee === undefined ? null : (
          <Assignee name={ticket.assignee} className="hidden tab:max-wide:block" />
        )}
      </span>
      <span className="mt-px flex h-6 items-center gap-x-2 max-tab:h-9 tab:max-wide:h-auto tab:max-wide:min-h-6 tab:max-wide:flex-wrap">
        <Spot {...props} />
        <span className="mono whitespace-nowrap">{ticket.server}</span>
        <span className="min-w-0 flex-1 truncate text-small text-text3 empty:tab:max-wide:hidden">
          {props.place === 'rack' || ticket.place.modelName === undefined ? null : briefModel(ticket.place.modelName)}
        </span>
        {ticket.assignee === undefined ? null : <Assignee name={ticket.assignee} className="tab:max-wide:hidden" />}
      </span>
      <span className="block truncate text-small text-text2 max-tab:text-body">
        <AgainMark ticket={ticket} />
        {evidenceLine(ticket)}
      </span>
      <span className="mt-0.5 flex h-[18px] min-w-0 items-center gap-1 text-small max-tab:mt-1 max-tab:h-auto max-tab:flex-wrap max-tab:text-body">
        <Parts ticket={ticket} />
        <CardNumber ticket={ticket} />
      </span>
    </CardFrame>
  )
}

/** It came back, or the server was mended too often: said before the evidence. */
function AgainMark({ ticket }: { ticket: TicketView }) {
  const words = ticket.retireSuggested ? 'retire it?' : ticket.repeatOf === undefined ? null : 'again'
  if (words === null) return null
  return (
    <span
      title={ticket.retireSuggested ? retireWords(ticket) : `again after ${ticket.repeatOf}`}
      className="mr-1.5 font-medium text-warn-x"
    >
      <Glyph name="retry" size={12} className="mr-1 inline-block align-[-1.5px]" />
      {words}
    </span>
  )
}

/** A finished ticket in two lines. */
export function FinishedCard(props: CardProps) {
  const { ticket, selected, fresh, place } = props
  const changed = useJustChanged(`ticket:${ticket.number}`)
  const where = place === 'spot' ? spotOf(ticket) : whereOf(ticket)
  return (
    <CardFrame
      {...props}
      className={classNames(
        'border-line2 border-l-2 px-1.5 py-0.5 [--gx:var(--canvas)] max-tab:min-h-12 max-tab:px-3 max-tab:py-1.5',
        selected && 'bg-accent-tint outline-offset-1',
        (fresh || changed) && 'animate-changed',
      )}
    >
      <span className="flex items-center gap-1.5 text-small max-tab:text-body">
        <ToneMark
          size="small"
          mark={{ ...ticketWords[ticket.status], word: ticketTypeWords[ticket.type] }}
          className="min-w-0 truncate max-tab:text-body"
        />
        <CardNumber ticket={ticket} />
      </span>
      <span className="flex items-start gap-1.5 text-small text-text2 max-tab:text-body">
        {/* In a narrow column the barcode goes below its place rather than being cut. */}
        <span className="mono flex min-w-0 flex-wrap gap-x-[1ch]">
          <span className="whitespace-nowrap">{where}</span>
          <span className="min-w-0 truncate">{ticket.server}</span>
        </span>
        <span className="ml-auto whitespace-nowrap text-text3">
          <Time at={ticket.endedAt ?? ticket.updatedAt} />
        </span>
      </span>
    </CardFrame>
  )
}

/** Click or focus selects, a second click or a finger opens; the number is the link that everybody finds. */
function CardFrame(props: CardProps & { className: string; children: ReactNode }) {
  const { ticket, selected, tabStop, onSelect, onOpen, className, children } = props
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('a') !== null) return
    onSelect()
  }
  return (
    // The board listens for the keys; the card only holds the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows, Enter and the letters are heard by the board
    <article
      data-card={ticket.number}
      tabIndex={tabStop ? 0 : -1}
      aria-label={nameOf(ticket)}
      aria-current={selected ? 'true' : undefined}
      onClick={onClick}
      onDoubleClick={onOpen}
      onFocus={onSelect}
      className={classNames(
        'relative block min-w-0 scroll-my-24 tab:cursor-default',
        // What has the focus is chosen, and that ring is the card's own.
        selected ? 'outline-2 outline-accent' : 'outline-none',
        className,
      )}
    >
      {children}
    </article>
  )
}

function CardNumber({ ticket }: { ticket: TicketView }) {
  return (
    <Link
      href={ticketHref(ticket)}
      prefetch={false}
      tabIndex={-1}
      aria-label={`Open ${ticket.number}`}
      className="mono ml-auto flex-none whitespace-nowrap text-text3 hover:text-text hover:underline glove:after:absolute glove:after:inset-0"
    >
      {ticket.number}
    </Link>
  )
}

const whereOf = (ticket: TicketView) =>
  [ticket.place.rack, spotOf(ticket)].filter((word) => word !== undefined).join(' ')

function Spot({ ticket, place }: CardProps) {
  const { rack } = ticket.place
  return (
    <>
      <span className="mono min-w-[38px] whitespace-nowrap font-semibold text-touch-lg max-tab:text-[26px]">
        {spotOf(ticket)}
      </span>
      {rack === undefined || place === 'spot' ? null : (
        <span className="mono whitespace-nowrap font-medium">
          {place === 'rack' ? rack : shortCode(rack, ticket.datacenter)}
        </span>
      )}
    </>
  )
}

function Age({ ticket }: { ticket: TicketView }) {
  const late = ticket.priority === 'HIGH' && Date.now() - Date.parse(ticket.createdAt) > LATE_MS
  return (
    <span
      suppressHydrationWarning
      className={classNames(
        'ml-auto whitespace-nowrap text-small max-tab:text-body',
        late ? 'font-semibold text-warn-x' : 'text-text2',
      )}
    >
      <Time at={ticket.createdAt} look="span" />
    </span>
  )
}

/** Who has it, by initials; the name is read out and in the tooltip. */
export function Assignee({ name, className }: { name: string; className?: string }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 2)
  return (
    <span
      title={name}
      className={classNames(
        'flex-none rounded-full bg-live px-[5px] font-semibold text-[10px] text-live-o leading-[14px] max-tab:px-2 max-tab:text-[12px] max-tab:leading-[20px]',
        className,
      )}
    >
      <span aria-hidden>{initials}</span>
      <span className="sr-only">{name}</span>
    </span>
  )
}

/** How far the work is, one box a kind of step, and of several components how many are done. */
function StepBoxes({ ticket }: { ticket: TicketView }) {
  const { stages, next, done, total } = repairStages(ticket)
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-small text-text2 tab:max-wide:hidden">
      <span aria-hidden className="inline-flex gap-0.5">
        {stages.map((stage) => (
          <span key={stage.name} className={classNames('size-1.5 border border-work', stage.done && 'bg-work')} />
        ))}
      </span>
      <span className="truncate">{next}</span>
      {total < 2 ? null : (
        <span className="whitespace-nowrap">
          {done}/{total}
          <span className="sr-only"> components done</span>
        </span>
      )}
    </span>
  )
}

function Parts({ ticket }: { ticket: TicketView }) {
  const parts = partsWord(ticket)
  switch (parts.kind) {
    case 'none':
      return <span className="text-text3">no part needed</span>
    case 'settled':
      return <span className="text-text3">parts settled</span>
    case 'waiting':
      return <ToneMark size="small" mark={{ ...jobWords.WAITING, word: 'waits for a part' }} />
    case 'held':
      return (
        <>
          <Glyph name="part" size={12} className="text-text3" />
          <span className="mono min-w-0 truncate tracking-[-0.03em]">{parts.sku}</span>
          <b className="mono whitespace-nowrap tracking-[-0.03em]">{parts.shelf}</b>
          {parts.more === 0 ? null : <span className="text-text3">+{parts.more}</span>}
        </>
      )
  }
}
