'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { StateMark } from '@/components/ui/state-mark'
import { ticketWords } from '@/lib/domain/state-words'
import { TICKET_STATES, type TicketState } from '@/lib/domain/ticket-state'
import { type BoardFilters, boardHref, type LaneChoice } from './board-filters'
import type { Lane } from './board-lanes'
import { type BoardView, countText } from './board-view'
import { type CardProps, FinishedCard, TicketCard } from './ticket-card'

const grids = {
  plain:
    'tab:grid tab:grid-cols-[minmax(0,1.2fr)_minmax(0,1.1fr)_minmax(0,.95fr)_minmax(0,.75fr)] wide:grid-cols-[minmax(0,2.05fr)_minmax(0,1.05fr)_minmax(0,.82fr)_minmax(0,.66fr)]',
  lanes:
    'tab:grid tab:grid-cols-[68px_minmax(0,1.2fr)_minmax(0,1.1fr)_minmax(0,.95fr)_minmax(0,.75fr)] wide:grid-cols-[92px_minmax(0,2.05fr)_minmax(0,1.05fr)_minmax(0,.82fr)_minmax(0,.66fr)]',
} as const

const gridOf = (lanes: LaneChoice) => (lanes === 'none' ? grids.plain : grids.lanes)

/** The heads of the columns, in view while the cards scroll. */
export function ColumnHeads({ board, lanes }: { board: BoardView; lanes: LaneChoice }) {
  const high = board.OPEN.items.filter((ticket) => ticket.priority === 'HIGH').length
  const notes: Partial<Record<TicketState, string>> = {
    ...(high === 0 ? {} : { OPEN: `${high} high` }),
    ...(board.DONE.nextCursor === undefined ? {} : { DONE: 'newest' }),
    ...(board.WONT_FIX.nextCursor === undefined ? {} : { WONT_FIX: 'newest' }),
  }
  return (
    <div
      className={classNames(
        gridOf(lanes),
        'sticky top-(--shell-head) z-5 border-line2 border-b bg-canvas [--gx:var(--canvas)] max-tab:hidden',
      )}
    >
      {lanes === 'none' ? null : (
        <span className="flex h-9 items-center pl-4 text-small text-text3">{lanes === 'rack' ? 'Walk' : 'Where'}</span>
      )}
      {TICKET_STATES.map((status) => (
        <h2
          key={status}
          id={`column-${status}`}
          className="flex h-9 min-w-0 items-center gap-2 whitespace-nowrap border-line border-l px-2 first:border-l-0 first:pl-4"
        >
          <StateMark kind="ticket" state={status} />
          <b>{countText(board[status])}</b>
          {notes[status] === undefined ? null : (
            <span className="text-small text-text3 max-wide:hidden">{notes[status]}</span>
          )}
        </h2>
      ))}
    </div>
  )
}

/** A phone shows one column at a time: four targets for the thumb, counts first. */
export function ColumnTabs({ board, filters }: { board: BoardView; filters: BoardFilters }) {
  return (
    <nav
      aria-label="Column"
      className="sticky top-(--shell-head) z-5 grid grid-cols-4 border-line border-b bg-surface tab:hidden"
    >
      {TICKET_STATES.map((status) => {
        const current = filters.status === status
        return (
          <Link
            key={status}
            href={boardHref(filters, { status })}
            scroll={false}
            replace
            aria-current={current ? 'true' : undefined}
            className={classNames(
              'flex min-h-14 flex-col items-center justify-center gap-0.5 border-line border-l text-small first:border-l-0 focus-visible:-outline-offset-2',
              current ? 'font-semibold shadow-[inset_0_-3px_0_var(--accent)]' : 'text-text2',
            )}
          >
            <span className="flex items-center gap-1.5 text-touch-lg">
              <StateMark kind="ticket" state={status} look="glyph" />
              {countText(board[status])}
            </span>
            {ticketWords[status].word}
          </Link>
        )
      })}
    </nav>
  )
}

export type CardStates = (number: string) => Omit<CardProps, 'ticket' | 'place'>

interface CellsProps {
  board: BoardView
  shown: TicketState
  place: CardProps['place']
  stateOf: CardStates
}

/** The four cells of one lane, or of the whole board. */
function Cells({ board, shown, place, stateOf }: CellsProps) {
  return TICKET_STATES.map((status) => {
    const finished = status === 'DONE' || status === 'WONT_FIX'
    const Card = finished ? FinishedCard : TicketCard
    const { items, nextCursor } = board[status]
    return (
      <div
        key={status}
        className={classNames(
          'min-w-0 border-line border-l px-2 py-[7px] first:border-l-0 first:pl-4 max-tab:border-l-0 max-tab:px-4!',
          status !== shown && 'max-tab:hidden',
        )}
      >
        <ul
          aria-label={ticketWords[status].word}
          className={classNames(
            'grid content-start gap-2',
            finished ? 'grid-cols-1' : 'grid-cols-1 wide:grid-cols-[repeat(auto-fill,minmax(min(100%,228px),1fr))]',
          )}
        >
          {items.map((ticket) => (
            <li key={ticket.number} className="min-w-0">
              <Card ticket={ticket} place={place} {...stateOf(ticket.number)} />
            </li>
          ))}
        </ul>
        {nextCursor === undefined || finished ? null : (
          <p className="py-2 text-small text-text3">
            The newest {items.length}. Narrow by datacenter or type to see older ones.
          </p>
        )}
        {items.length > 0 ? null : <p className="py-6 text-text3 tab:hidden">No ticket in this column.</p>}
      </div>
    )
  })
}

/** The board without lanes. */
export function PlainBoard(props: CellsProps) {
  return (
    <div className={classNames(grids.plain, 'min-h-full flex-1 bg-canvas')}>
      <Cells {...props} />
    </div>
  )
}

/** The board in lanes: stops of a walk, or datacenters. */
export function LaneBoard(props: {
  lanes: readonly Lane[]
  choice: Exclude<LaneChoice, 'none'>
  shown: TicketState
  stateOf: CardStates
}) {
  const { lanes, choice, shown, stateOf } = props
  return (
    <div className="flex-1 bg-canvas">
      {lanes.map((lane) => (
        <section
          key={lane.key}
          aria-label={lane.title ?? 'Finished elsewhere'}
          className={classNames(
            grids.lanes,
            'border-line border-b',
            lane.columns[shown].items.length === 0 && 'max-tab:hidden',
          )}
        >
          <LaneHead lane={lane} />
          <Cells
            board={lane.columns}
            shown={shown}
            place={lane.title === null ? 'rack' : choice === 'rack' ? 'spot' : 'short-rack'}
            stateOf={stateOf}
          />
        </section>
      ))}
    </div>
  )
}

function LaneHead({ lane }: { lane: Lane }) {
  const live = lane.columns.OPEN.items.length + lane.columns.IN_PROGRESS.items.length
  return (
    <div className="flex min-w-0 flex-col py-[7px] pr-1 pl-4 leading-4 max-tab:flex-row max-tab:items-baseline max-tab:gap-2 max-tab:pt-3 max-tab:pb-0">
      {lane.stop === null ? null : (
        <span className="mb-1 grid size-5 flex-none place-items-center rounded-full border border-control font-semibold text-note">
          <span className="sr-only">Stop </span>
          {lane.stop}
        </span>
      )}
      <b className={classNames('truncate text-heading', lane.title !== null && 'mono')}>{lane.title ?? 'Other'}</b>
      {lane.note === '' ? null : <span className="text-pretty text-small text-text3">{lane.note}</span>}
      {live === 0 ? null : (
        <span className="text-small text-text3">
          {live} {live === 1 ? 'ticket' : 'tickets'}
        </span>
      )}
    </div>
  )
}
