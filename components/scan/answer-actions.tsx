'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import type { NextLocks } from './answer-next'
import type { ScanAnswer } from './scan-answers'
import type { Scanner } from './use-scanner'

const PickUnitDialog = dynamic(() => import('./pick-unit-dialog').then((module) => module.PickUnitDialog), {
  ssr: false,
})

const loadNext = () => import('./answer-next').then((module) => module.AnswerNext).catch(() => NotLoaded)
const AnswerNext = dynamic(loadNext, { ssr: false })

/** It was not fetched while there was network: the scan counts all the same. */
function NotLoaded() {
  return null
}

const wide = 'h-[52px]! min-w-0 flex-1! px-2!'

interface ActionsProps {
  answer: ScanAnswer
  scanner: Scanner
  locks: NextLocks
  /** The box takes the next scan again. */
  onSettled: () => void
}

/** Under the answer: what undoes or mends the scan, then what may be done next with what was scanned. */
export function AnswerActions({ answer, scanner, locks, onSettled }: ActionsProps) {
  const { verdict, server, of } = answer
  return (
    <>
      <OwnActions answer={answer} scanner={scanner} />
      {verdict !== 'kept' && (server || of !== undefined) ? (
        <AnswerNext answer={answer} locks={locks} onSettled={onSettled} />
      ) : null}
    </>
  )
}

/** Undo and open after a yes; the nearest place, another unit, or once more after a no. */
function OwnActions({ answer, scanner }: { answer: ScanAnswer; scanner: Scanner }) {
  const [picking, setPicking] = useState(false)
  const { place, busy } = scanner
  const open = (
    <ButtonLink size="touch" glyph="server" className={wide} href={`/servers/${encodeURIComponent(answer.code)}`}>
      Open
    </ButtonLink>
  )
  if (answer.verdict === 'kept') return <KeptActions answer={answer} scanner={scanner} />
  if (answer.href !== undefined) return <OpenOther answer={answer} href={answer.href} />
  if (answer.verdict !== 'no') {
    return !answer.server ? null : (
      <Bar>
        <UndoButton answer={answer} scanner={scanner} />
        {open}
        <LabelLink code={answer.code} />
      </Bar>
    )
  }
  const { nearest } = answer
  return (
    <Bar>
      {nearest === null ? (
        <Button size="touch" glyph="retry" className={wide} busy={busy} onClick={() => scanner.retry(answer)}>
          Try again
        </Button>
      ) : (
        <Button
          size="touch"
          look="primary"
          className={`${wide} text-[16px]!`}
          busy={busy}
          onClick={() => scanner.placeAt(answer, nearest.u)}
        >
          {nearest.words}
        </Button>
      )}
      {place?.into === 'rack' && nearest !== null ? (
        <Button size="touch" className="h-[52px]! min-w-0 flex-[.8]! px-2!" onClick={() => setPicking(true)}>
          Pick a unit
        </Button>
      ) : null}
      {nearest === null && answer.server ? open : null}
      {picking && place?.into === 'rack' ? (
        <PickUnitDialog
          rack={place.rack}
          answer={answer}
          face={place.face}
          onPick={(u) => {
            setPicking(false)
            scanner.placeAt(answer, u)
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </Bar>
  )
}

function KeptActions({ answer, scanner }: { answer: ScanAnswer; scanner: Scanner }) {
  return (
    <Bar>
      <Button size="touch" glyph="undo" className={wide} busy={scanner.busy} onClick={() => scanner.undo(answer)}>
        Undo
      </Button>
    </Bar>
  )
}

function LabelLink({ code }: { code: string }) {
  return (
    <ButtonLink size="touch" glyph="print" className={wide} href={`/labels?codes=${encodeURIComponent(code)}`}>
      Label
    </ButtonLink>
  )
}

function OpenOther({ answer: { code, of }, href }: { answer: ScanAnswer; href: string }) {
  return (
    <Bar>
      <ButtonLink size="touch" glyph={of === 'ticket' ? 'ticket' : undefined} className={wide} href={href}>
        Open
      </ButtonLink>
      {of === 'ticket' ? null : <LabelLink code={code} />}
    </Bar>
  )
}

function Bar({ children }: { children: React.ReactNode }) {
  return <div className="flex flex-wrap gap-2 border-line border-b px-4 py-3">{children}</div>
}

function UndoButton({ answer, scanner }: { answer: ScanAnswer; scanner: Scanner }) {
  if (answer.undo === null) return null
  if ('reason' in answer.undo) {
    return (
      <Button size="touch" glyph="undo" className="h-[52px]!" disabledReason={answer.undo.reason}>
        Undo
      </Button>
    )
  }
  return (
    <Button
      size="touch"
      glyph="undo"
      className={wide}
      busy={scanner.busy}
      title={`Back to ${answer.undo.words}`}
      onClick={() => scanner.undo(answer)}
    >
      Undo
    </Button>
  )
}
