'use client'

import { useState } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Presence } from '@/components/shell/presence'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Page } from '@/lib/contracts/paging'
import type { StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { EditTicket } from './edit-ticket'
import type { LeftServer } from './left-server'
import { canUndo, stepNow } from './repair-words'
import { StepControl } from './step-control'
import { TicketActionBar } from './ticket-action-bar'
import { TicketComponents } from './ticket-components'
import { EvidenceBand, EvidenceList } from './ticket-evidence'
import { TicketHero } from './ticket-hero'
import { TicketHistory } from './ticket-history'
import { TicketLeftServer } from './ticket-left-server'
import { type Move, moveInput, movesOf, type TicketEdit, type TicketLocks } from './ticket-moves'
import { NOTE_ID, TicketNotes } from './ticket-notes'
import { TicketPhotos } from './ticket-photos'
import { ticketHistoryQuery, ticketQuery, ticketRackQuery, ticketStockQuery } from './ticket-queries'
import { TicketRetireBanner } from './ticket-retire-banner'
import { TicketSteps } from './ticket-steps'
import { useRepair } from './use-repair'
import { useTicketEdit } from './use-ticket-edit'
import { WontFixDialog } from './wont-fix-dialog'

export interface TicketPageData {
  ticket: TicketView
  rack: ElevationView | null
  stock: Page<StockView>
  /** Null for those who may not read the audit log. */
  history: Page<AuditView> | null
  /** The server, where the ticket is closed and left it in repair. */
  left: LeftServer | null
}

/** One ticket: where, the evidence, the part and its shelf, the steps with one main action, notes, history. */
export function TicketScreen(props: {
  first: TicketPageData
  me: string
  locks: TicketLocks & { history: string | null }
}) {
  const { first, me, locks } = props
  const { number } = first.ticket
  const { view, problem } = useFresh(first.ticket, ticketQuery(number))
  const { pending, command } = useTicketEdit()
  const repair = useRepair(number)
  const ticket = withPending(newest(view, repair.latest), pending.get(number))
  // Until the server answers, and no longer: the refresh that follows need not hold up the next step. It also swallows
  // the second tap of a gloved finger, which would otherwise land on the next step's button.
  const busy = pending.get(number)?.kind === 'asked'
  const rack = useFresh(first.rack, ticketRackQuery(first.ticket.place.rack ?? null)).view
  const stock = useFresh(first.stock, ticketStockQuery(first.ticket)).view
  const history = useFresh(first.history, ticketHistoryQuery(number, locks.history === null)).view
  const [asking, setAsking] = useState(false)
  const moves = movesOf(ticket, me, locks)
  const step = stepNow(ticket)

  const run = (input: TicketEdit) => {
    if (!busy) void command.run(input)
  }
  const onMove = (move: Move, note?: string) => {
    if (move.refusal !== null) return
    if (move.name === 'wont-fix' && note === undefined) return setAsking(true)
    repair.dismiss()
    run(moveInput(ticket, move.name, me, note))
  }
  const closeRefusal = moves.find((move) => move.name === 'close')?.refusal ?? null

  return (
    <>
      <TicketHead ticket={ticket} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This ticket may be old.">
          {problem.detail}
        </Banner>
      )}
      <TicketRetireBanner ticket={ticket} />
      <TicketLeftServer ticket={ticket} left={first.left} />
      <div className="grid grid-cols-[minmax(0,1fr)_400px] max-tab:pb-72 max-desk:grid-cols-1">
        <div className="min-w-0 border-line desk:min-h-[calc(100dvh-var(--shell-head)-50px)] desk:border-r">
          <TicketHero ticket={ticket} rack={rack}>
            <EditTicket ticket={ticket} me={me} lock={locks.edit} />
            <Presence entity="ticket" thing={number} />
          </TicketHero>
          <EvidenceBand ticket={ticket} />
          <TicketComponents
            ticket={ticket}
            stock={stock.items}
            lock={locks.settle}
            busy={busy}
            onSettle={(name, result) => run({ number, components: [{ name, result }] })}
          />
          <div className="max-desk:hidden">
            <EvidenceList ticket={ticket} />
          </div>
        </div>
        <div className="min-w-0">
          <h2 className="sr-only">Steps</h2>
          <TicketSteps ticket={ticket} />
          {canUndo(ticket) && locks.move === null ? <UndoLast repair={repair} /> : null}
          <ProblemNote problem={command.problem} className="px-4 pt-2 empty:hidden" />
          <TicketActionBar
            refusal={step === null ? null : (locks.move ?? (step.name === 'close' ? closeRefusal : null))}
            moves={moves}
            busy={busy}
            onMove={onMove}
            onNote={focusNote}
          >
            {step === null ? null : (
              <StepControl {...{ ticket, step, me, locks, closeRefusal, busy, repair, run }} onStarted={repair.show} />
            )}
          </TicketActionBar>
          <TicketPhotos ticket={ticket} lock={locks.photo} />
          <TicketNotes ticket={ticket} lock={locks.edit} />
          <TicketHistory number={ticket.number} history={history} lock={locks.history} />
          <div className="border-line border-t desk:hidden">
            <EvidenceList ticket={ticket} />
          </div>
        </div>
      </div>
      <WontFixDialog
        ticket={asking ? ticket : null}
        onClose={() => setAsking(false)}
        onConfirm={(note) => {
          setAsking(false)
          run(moveInput(ticket, 'wont-fix', me, note))
        }}
      />
    </>
  )
}

/** A refresh that was under way while a step was done may answer with what was before it. */
const newest = (view: TicketView, latest: TicketView | null): TicketView =>
  latest !== null && latest.version > view.version ? latest : view

function withPending(
  ticket: TicketView,
  pending: ReturnType<typeof useTicketEdit>['pending'] extends ReadonlyMap<string, infer Change>
    ? Change | undefined
    : never,
): TicketView {
  if (pending === undefined) return ticket
  if (pending.kind === 'asked') return { ...ticket, ...pending.change }
  return pending.ticket.version > ticket.version ? pending.ticket : ticket
}

function TicketHead({ ticket }: { ticket: TicketView }) {
  const age = <Time at={ticket.createdAt} look="span" />
  return (
    <>
      <div data-line className="border-line border-b max-tab:hidden">
        <PageHeader
          title={ticket.number}
          code
          marks={<StateMark kind="ticket" state={ticket.status} look="tint" />}
          facts={
            <span>
              opened <Time at={ticket.createdAt} />, {age} ago
            </span>
          }
        />
      </div>
      <h1 className="sr-only tab:hidden">{ticket.number}</h1>
    </>
  )
}

function UndoLast({ repair }: { repair: ReturnType<typeof useRepair> }) {
  return (
    <div className="px-4 pl-[52px]">
      <Button look="quiet" glyph="undo" busy={repair.busy} onClick={repair.undo} className="-ml-2.5">
        Take back the last scan
      </Button>
    </div>
  )
}

function focusNote(): void {
  const note = document.querySelector<HTMLTextAreaElement>(`[data-note="${NOTE_ID}"]`)
  note?.scrollIntoView({ block: 'center' })
  note?.focus({ preventScroll: true })
}
