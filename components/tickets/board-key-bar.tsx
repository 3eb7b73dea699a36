'use client'

import { Fragment } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { type Move, reasonToShow } from './ticket-moves'

/** Drawn, as the packaged mono face has no arrows left and right. */
function ArrowKeys() {
  return (
    <>
      {(['arrow-up', 'arrow-down', 'left', 'right'] as const).map((name) => (
        <Fragment key={name}>
          <KeyHint>
            <Glyph name={name} size={12} className="align-[-2px]" />
          </KeyHint>{' '}
        </Fragment>
      ))}
    </>
  )
}

/** At the board's foot: the chosen ticket, and its moves as buttons that name their key. A phone opens the ticket instead. */
export function BoardKeyBar(props: {
  ticket: TicketView | null
  moves: readonly Move[]
  busy: boolean
  /** Why the last key did nothing. */
  refused: string | null
  onMove: (move: Move) => void
}) {
  const { ticket, moves, busy, refused, onMove } = props
  const reason = reasonToShow(moves)
  return (
    <div
      data-page-foot
      className="sticky bottom-0 z-5 flex min-h-[42px] flex-wrap items-center gap-x-3.5 gap-y-1 border-line border-t bg-surface px-4 py-1.5 text-small max-tab:hidden"
    >
      {ticket === null ? (
        <span className="text-text2">
          <ArrowKeys /> choose a ticket
        </span>
      ) : (
        <>
          <span className="whitespace-nowrap">
            <b className="mono">{ticket.number}</b> <span className="text-text2">selected</span>
          </span>
          <span className="whitespace-nowrap text-text2 max-wide:hidden">
            <KeyHint>Enter</KeyHint> open
          </span>
          <span className="whitespace-nowrap text-text2 max-wide:hidden">
            <ArrowKeys /> walk
          </span>
        </>
      )}
      <span
        role="status"
        className="t-warn min-w-0 flex-1 text-right max-desk:order-last max-desk:basis-full max-desk:empty:hidden"
      >
        {refused !== null ? (
          <span className="inline-flex items-center gap-1 font-medium text-x">
            <Glyph name="lock" size={12} />
            {refused}
          </span>
        ) : reason === null ? null : (
          <span className="inline-flex max-w-full items-center gap-1 text-text2">
            <Glyph name="lock" size={12} className="text-text3" />
            <span className="text-pretty">{reason}</span>
          </span>
        )}
      </span>
      <div role="toolbar" aria-label="Moves" className="ml-auto flex flex-wrap gap-2 text-body">
        {moves.map((move) => (
          <Button
            key={move.name}
            aria-keyshortcuts={move.key}
            disabledReason={move.refusal}
            reasonAt="tooltip"
            busy={busy && move.refusal === null}
            onClick={() => onMove(move)}
          >
            {move.label}
            <KeyHint>{move.key}</KeyHint>
          </Button>
        ))}
      </div>
    </div>
  )
}
