'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import type { Move } from './ticket-moves'

const moveGlyphs: Record<Move['name'], GlyphName> = {
  take: 'person',
  start: 'half-disc',
  close: 'check',
  'put-back': 'undo',
  'wont-fix': 'slashed-ring',
}

/** The ticket's buttons: the step's own control comes last, the others keep their place. On a phone at the thumb. */
export function TicketActionBar(props: {
  /** What the step asks for: the box to scan into, the main button. */
  children: ReactNode
  /** Why the step can't be done by this person. */
  refusal: string | null
  moves: readonly Move[]
  busy: boolean
  onMove: (move: Move) => void
  onNote: () => void
}) {
  const { children, refusal, moves, busy, onMove, onNote } = props
  const others = moves.filter((move) => move.name === 'put-back' || move.name === 'wont-fix')
  const reasons = [...new Set([refusal, ...others.map((move) => move.refusal)])].filter(
    (reason) => reason !== null && reason !== 'It is there already.',
  )
  return (
    <div
      data-page-foot
      className="border-line border-y bg-canvas px-4 py-2.5 max-tab:fixed max-tab:inset-x-0 max-tab:bottom-(--shell-foot) max-tab:z-5 max-tab:border-b-0 tab:mt-3"
    >
      <div className="flex flex-col gap-2">
        <div>{children}</div>
        {reasons.length === 0 ? null : (
          <ul className="flex flex-col gap-1 text-small text-text2">
            {reasons.map((reason) => (
              <li key={reason} className="flex items-start gap-1">
                <Glyph name="lock" size={12} className="mt-0.5 text-text3" />
                <span className="text-pretty">{reason}</span>
              </li>
            ))}
          </ul>
        )}
        <div className="flex gap-2 max-tab:order-first [&>*]:flex-1 [&>span>button]:w-full">
          <Button size="touch" glyph="note" onClick={onNote} className="px-1.5! text-title tab:hidden">
            Note
          </Button>
          {others.map((move) => (
            <Button
              key={move.name}
              size="touch"
              glyph={moveGlyphs[move.name]}
              disabledReason={move.refusal}
              reasonAt="tooltip"
              busy={busy && move.refusal === null}
              onClick={() => onMove(move)}
              className="px-1.5! text-title tab:h-9"
            >
              {move.label}
            </Button>
          ))}
        </div>
      </div>
    </div>
  )
}
