'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFresh } from '@/lib/client/use-fresh'
import { useGo } from '@/lib/client/use-go'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { TICKET_STATES } from '@/lib/domain/ticket-state'
import { type CardStates, ColumnHeads, ColumnTabs, LaneBoard, PlainBoard } from './board-columns'
import { type BoardFilters, isNarrowed } from './board-filters'
import { BoardKeyBar } from './board-key-bar'
import { lanesOf } from './board-lanes'
import { BoardToolbar } from './board-toolbar'
import { type BoardView, layBoard } from './board-view'
import { walkTo } from './board-walk'
import { NewTicketDialog } from './new-ticket-dialog'
import { type Move, moveInput, movesOf, type TicketLocks } from './ticket-moves'
import { waitsForPart } from './ticket-parts'
import { boardQuery } from './ticket-queries'
import { useBoardKeys } from './use-board-keys'
import { useTicketEdit } from './use-ticket-edit'
import { useUrlWord } from './use-url-word'
import { WontFixDialog } from './wont-fix-dialog'

const ticketsOf = (board: BoardView): TicketView[] => TICKET_STATES.flatMap((status) => board[status].items)

/** The repair crew's board: columns by status, lanes by place, moves by key and by button, live. */
export function TicketsBoard(props: { first: BoardView; filters: BoardFilters; me: string; locks: TicketLocks }) {
  const { first, filters, me, locks } = props
  const { view, problem } = useFresh(first, boardQuery(filters, me))
  const { pending, command } = useTicketEdit()
  const board = useMemo(() => layBoard(view, pending), [view, pending])
  const lanes = useMemo(
    () => (filters.lanes === 'none' ? null : lanesOf(board, filters.lanes, filters.datacenter ?? null)),
    [board, filters.lanes, filters.datacenter],
  )
  const chosen = useChosenCard(board, lanes?.map((lane) => lane.columns) ?? [board])
  const [dialog, setDialog] = useState<'new' | 'wont-fix' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const fresh = useFreshNumbers(first)
  const busy = chosen.ticket !== null && pending.get(chosen.ticket.number)?.kind === 'asked'
  const moves = chosen.ticket === null ? [] : movesOf(chosen.ticket, me, locks)

  const onMove = (move: Move, note?: string) => {
    if (chosen.ticket === null || busy) return
    setRefused(move.refusal === null ? null : `${move.label}: ${move.refusal}`)
    if (move.refusal !== null) return
    if (move.name === 'wont-fix' && note === undefined) setDialog('wont-fix')
    else void command.run(moveInput(chosen.ticket, move.name, me, note))
  }
  useBoardKeys({
    onArrow: (arrow) => {
      setRefused(null)
      chosen.walk(arrow)
    },
    onOpen: chosen.open,
    onNew: () => {
      if (locks.open === null) setDialog('new')
    },
    onMove: (name) => {
      const move = moves.find((one) => one.name === name)
      if (move !== undefined) onMove(move)
    },
  })

  const stateOf: CardStates = (number) => ({
    selected: number === chosen.ticket?.number,
    tabStop: number === (chosen.ticket ?? ticketsOf(board)[0])?.number,
    fresh: fresh(number),
    onSelect: () => {
      setRefused(null)
      chosen.select(number)
    },
    onOpen: chosen.open,
  })
  const live = [...board.OPEN.items, ...board.IN_PROGRESS.items]
  return (
    <div className="flex min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] flex-col">
      <PageHeader title="Tickets" hidden />
      <BoardToolbar
        filters={filters}
        counts={{
          mine: live.filter((ticket) => ticket.assignee === me).length,
          waiting: live.filter(waitsForPart).length,
        }}
        openLock={locks.open}
        onNew={() => setDialog('new')}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This board may be old.">
          {problem.detail}
        </Banner>
      )}
      {ticketsOf(board).length === 0 ? (
        <NoTickets narrowed={isNarrowed(filters)} openLock={locks.open} onNew={() => setDialog('new')} />
      ) : (
        <>
          <ColumnTabs board={board} filters={filters} />
          <ColumnHeads board={board} lanes={filters.lanes} />
          {lanes === null || filters.lanes === 'none' ? (
            <PlainBoard board={board} shown={filters.status} place="rack" stateOf={stateOf} />
          ) : (
            <LaneBoard lanes={lanes} choice={filters.lanes} shown={filters.status} stateOf={stateOf} />
          )}
          <BoardKeyBar
            ticket={chosen.ticket}
            moves={moves}
            busy={busy}
            refused={refused}
            onMove={(move) => onMove(move)}
          />
        </>
      )}
      <NewTicketDialog open={dialog === 'new'} onClose={() => setDialog(null)} onOpened={chosen.select} />
      <WontFixDialog
        ticket={dialog === 'wont-fix' ? chosen.ticket : null}
        onClose={() => setDialog(null)}
        onConfirm={(note) => {
          setDialog(null)
          const move = moves.find(({ name }) => name === 'wont-fix')
          if (move !== undefined) onMove(move, note)
        }}
      />
    </div>
  )
}

/** The chosen card: in the URL, and where the focus is. */
function useChosenCard(board: BoardView, rows: readonly BoardView[]) {
  const go = useGo()
  const [number, select] = useUrlWord('ticket')
  const ticket = ticketsOf(board).find((one) => one.number === number) ?? null
  useFocusAlong(ticket)
  return {
    ticket,
    select,
    walk: (arrow: Parameters<typeof walkTo>[2]) => {
      const next = walkTo(rows, ticket?.number ?? null, arrow)
      if (next === null) return
      select(next)
      focusCard(next)
    },
    open: () => {
      if (ticket !== null) go(`/tickets/${encodeURIComponent(ticket.number)}`)
    },
  }
}

function focusCard(number: string): void {
  const card = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(number)}"]`)
  card?.focus({ preventScroll: true })
  card?.scrollIntoView({ block: 'nearest' })
}

/** A card that goes to another column takes the focus along, which else would fall to another card and choose that. */
function useFocusAlong(ticket: TicketView | null): void {
  const { number, status } = ticket ?? {}
  const before = useRef({ number, status })
  useEffect(() => {
    const moved = before.current.number === number && before.current.status !== status
    before.current = { number, status }
    if (moved && number !== undefined && document.activeElement === document.body) focusCard(number)
  }, [number, status])
}

/** Which cards were not there when the board was first shown: they come in with a tint. */
function useFreshNumbers(first: BoardView): (number: string) => boolean {
  const known = useRef<Set<string> | null>(null)
  known.current ??= new Set(ticketsOf(first).map((ticket) => ticket.number))
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  return (number) => mounted && known.current?.has(number) === false
}

function NoTickets(props: { narrowed: boolean; openLock: string | null; onNew: () => void }) {
  const { narrowed, openLock, onNew } = props
  if (narrowed) {
    return (
      <EmptyState title="No ticket matches" action={<ButtonLink href="/tickets">Show all tickets</ButtonLink>}>
        Take a filter away, or look in another datacenter.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No tickets: nothing is broken"
      action={
        <Button look="primary" glyph="plus" disabledReason={openLock} onClick={onNew}>
          New ticket
        </Button>
      }
    >
      A fault that telemetry reports opens its ticket here by itself, with the spare reserved for it. What only a person
      sees can be opened by hand.
    </EmptyState>
  )
}
