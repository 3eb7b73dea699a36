'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ActionBar, OpenServer, wideAction } from './action-bar'
import type { ScanAnswer } from './scan-answers'
import type { Scanner } from './use-scanner'

const PickUnitDialog = dynamic(() => import('./pick-unit-dialog').then((module) => module.PickUnitDialog), {
  ssr: false,
})

/** What the server's answer to a scan allows: undo, open and label after a yes; the nearest place or another unit after a no. */
export function OwnActions({ answer, scanner }: { answer: ScanAnswer; scanner: Scanner }) {
  const { verdict, nearest, href, server } = answer
  if (href !== undefined) return <OpenOther answer={answer} href={href} />
  if (verdict === 'no') return nearest === null ? null : <NearestActions {...{ answer, scanner, nearest }} />
  return !server ? null : (
    <ActionBar>
      <UndoButton answer={answer} scanner={scanner} />
      <OpenServer code={answer.code} />
      <LabelLink code={answer.code} />
    </ActionBar>
  )
}

function NearestActions(props: { answer: ScanAnswer; scanner: Scanner; nearest: NonNullable<ScanAnswer['nearest']> }) {
  const { answer, scanner, nearest } = props
  const { place } = scanner
  const [picking, setPicking] = useState(false)
  return (
    <ActionBar>
      <Button
        size="touch"
        look="primary"
        className={`${wideAction} text-[16px]!`}
        busy={scanner.busy}
        onClick={() => scanner.placeAt(answer, nearest.u)}
      >
        {nearest.words}
      </Button>
      {place?.into === 'rack' ? (
        <Button size="touch" className="h-[52px]! min-w-0 flex-[.8]! px-2!" onClick={() => setPicking(true)}>
          Pick a unit
        </Button>
      ) : null}
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
    </ActionBar>
  )
}

function LabelLink({ code }: { code: string }) {
  return (
    <ButtonLink size="touch" glyph="print" className={wideAction} href={`/labels?codes=${encodeURIComponent(code)}`}>
      Label
    </ButtonLink>
  )
}

function OpenOther({ answer: { code, of }, href }: { answer: ScanAnswer; href: string }) {
  return (
    <ActionBar>
      <ButtonLink size="touch" glyph={of === 'ticket' ? 'ticket' : undefined} className={wideAction} href={href}>
        Open
      </ButtonLink>
      {of === 'ticket' ? null : <LabelLink code={code} />}
    </ActionBar>
  )
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
      className={wideAction}
      busy={scanner.busy}
      title={`Back to ${answer.undo.words}`}
      onClick={() => scanner.undo(answer)}
    >
      Undo
    </Button>
  )
}
