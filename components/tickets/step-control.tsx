'use client'

import { type FormEvent, useState } from 'react'
import { ScanBox } from '@/components/scan/scan-box'
import { Button } from '@/components/ui/button'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { needsServerOut, type RepairStep } from '@/lib/domain/tickets/repair'
import { neededPart } from '@/lib/domain/tickets/spares'
import { ForceDialog } from './force-dialog'
import { RepairAnswer } from './repair-answer'
import { canUndo, seenExample, stepTitle, thingOf } from './repair-words'
import { LossDialog, OutOfServiceCheck, OutOfServiceNotice, useStartOut } from './start-controls'
import type { TicketEdit, TicketLocks } from './ticket-moves'
import type { Repair } from './use-repair'

interface Props {
  ticket: TicketView
  step: RepairStep
  me: string
  locks: TicketLocks
  /** Why the ticket can't be closed yet. */
  closeRefusal: string | null
  busy: boolean
  repair: Repair
  run: (input: TicketEdit) => void
  onStarted: (ticket: TicketView) => void
}

/** The one control of the step to do now, with the answer to the last scan above it. */
export function StepControl(props: Props) {
  const { ticket, step, repair } = props
  // Kept here: what is being written is still there where another step comes between, as when one more disk fails.
  const [seen, setSeen] = useState('')
  return (
    <>
      <LastAnswer ticket={ticket} repair={repair} />
      {step.name === 'take' ? <TakeControl {...props} /> : null}
      {step.name === 'scan-server' || step.name === 'remove' || step.name === 'install' ? (
        <ScanControl {...props} />
      ) : null}
      {step.name === 'verify' ? <VerifyControl {...props} note={seen} onNote={setSeen} /> : null}
      {step.name === 'close' ? <CloseControl {...props} /> : null}
    </>
  )
}

function LastAnswer({ ticket, repair }: Pick<Props, 'ticket' | 'repair'>) {
  const { answer } = repair
  const [forcing, setForcing] = useState(false)
  if (answer === null) return null
  const forcible = answer.forcible
  const undoable = answer.verdict === 'yes' && answer.code !== '' && canUndo(ticket)
  return (
    <RepairAnswer answer={answer}>
      {forcible === null && !undoable ? null : (
        <div className="mt-2 flex flex-wrap gap-2">
          {undoable ? (
            <Button glyph="undo" busy={repair.busy} onClick={repair.undo}>
              Undo
            </Button>
          ) : null}
          {forcible === null ? null : <Button onClick={() => setForcing(true)}>It is the right one…</Button>}
        </div>
      )}
      {forcible === null ? null : (
        <ForceDialog
          open={forcing}
          code={answer.code}
          component={forcible.component}
          onClose={() => setForcing(false)}
          onConfirm={(note) => {
            setForcing(false)
            repair.scan(answer.code, { component: forcible.component, note })
          }}
        />
      )}
    </RepairAnswer>
  )
}

function TakeControl({ ticket, me, locks, busy, run, onStarted }: Props) {
  const { number, version, status } = ticket
  const [out, setOut] = useState(needsServerOut(ticket.type))
  const start = useStartOut(number, onStarted)
  const fresh = status === 'OPEN'
  const take = () =>
    fresh && out
      ? start.run(false)
      : run({ number, ...(fresh ? { status: 'IN_PROGRESS' } : {}), assignee: me, ifMatch: [version] })
  return (
    <>
      {fresh ? <OutOfServiceCheck ticket={ticket} checked={out} onChange={setOut} /> : null}
      {start.asking === null ? <ProblemNote problem={start.command.problem} className="mb-2 empty:hidden" /> : null}
      <MainButton
        glyph="person"
        busy={busy || start.command.pending}
        refusal={fresh ? locks.move : locks.edit}
        onClick={take}
      >
        {fresh ? 'Take and start' : 'Take it'}
      </MainButton>
      <LossDialog start={start} />
    </>
  )
}

function ScanControl({ ticket, step, locks, repair, onStarted }: Props) {
  const title = stepTitle(step, ticket.type)
  const waits = step.state === 'later' && step.refusal !== undefined
  return (
    <>
      {waits ? <p className="mb-2 text-pretty font-medium text-warn-x">{step.refusal}</p> : null}
      {step.name === 'scan-server' ? <OutOfServiceNotice ticket={ticket} lock={locks.move} onDone={onStarted} /> : null}
      <RepairBox label={title} lock={locks.move} repair={repair} />
    </>
  )
}

function RepairBox({ label, lock, repair }: { label: string; lock: string | null; repair: Repair }) {
  if (lock !== null)
    return (
      <MainButton glyph="scan" busy={false} refusal={lock} onClick={() => undefined}>
        {label}
      </MainButton>
    )
  return (
    <ScanBox
      label={label}
      busy={repair.busy}
      answered={repair.answer?.id}
      className=""
      onSubmit={(code) => repair.scan(code)}
    />
  )
}

function VerifyControl(props: Props & { note: string; onNote: (note: string) => void }) {
  const { ticket, locks, repair, note, onNote } = props
  const { verify } = repair
  const unnamed = ticket.components.some(({ result, installedSerial, verifiedAt }) => {
    return result === 'replaced' && installedSerial === undefined && verifiedAt === undefined
  })
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (note.trim() === '') return
    void verify.run({ number: ticket.number, note: note.trim() }).then(({ ok }) => (ok ? onNote('') : undefined))
  }
  return (
    <>
      {unnamed && neededPart(ticket.type) === 'DISK' && locks.move === null ? (
        <RepairBox label={`Serial of the new ${thingOf(ticket.type)}`} lock={null} repair={repair} />
      ) : null}
      <form onSubmit={submit} className="mt-2 flex flex-col gap-2">
        <TextAreaField
          label="What you saw"
          rows={1}
          maxLength={4000}
          value={note}
          readOnly={locks.move !== null}
          placeholder={seenExample(ticket.type)}
          onChange={(event) => onNote(event.target.value)}
        />
        <ProblemNote problem={verify.problem} className="empty:hidden" />
        <MainButton
          glyph="pulse"
          busy={verify.pending}
          refusal={locks.move ?? (note.trim() === '' ? 'Say what you saw first.' : null)}
          reasonAt={locks.move === null ? 'below' : 'tooltip'}
          onClick={() => submit()}
        >
          It is well
        </MainButton>
      </form>
    </>
  )
}

function CloseControl({ ticket, closeRefusal, busy, run }: Props) {
  return (
    <MainButton
      glyph="ringed-check"
      busy={busy}
      refusal={closeRefusal}
      onClick={() => run({ number: ticket.number, status: 'DONE' })}
    >
      Close the ticket
    </MainButton>
  )
}

function MainButton(props: {
  glyph: 'person' | 'scan' | 'pulse' | 'ringed-check'
  busy: boolean
  refusal: string | null
  /** The bar names what keeps a person out; what is missing here stands below. */
  reasonAt?: 'tooltip' | 'below'
  onClick: () => void
  children: string
}) {
  const { glyph, busy, refusal, reasonAt = 'tooltip', onClick, children } = props
  return (
    <span className="contents [&>span>button]:w-full">
      <Button
        size="main"
        look="primary"
        glyph={glyph}
        busy={busy}
        disabledReason={refusal}
        reasonAt={reasonAt}
        onClick={onClick}
        className="w-full tab:h-11"
      >
        {children}
      </Button>
    </span>
  )
}
