'use client'

import { useEffect, useRef } from 'react'
import { pressed } from '@/lib/client/shortcuts'
import type { Arrow } from './board-walk'
import type { MoveName } from './ticket-moves'

const ARROWS: readonly Arrow[] = ['up', 'down', 'left', 'right']
const MOVES: readonly MoveName[] = ['take', 'start', 'close', 'put-back', 'wont-fix']

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input,textarea,select,[contenteditable=true],[role=dialog],[role=menu]') !== null

/** On a button or link, Enter and the arrows are its own. */
const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a,button,[role=radio]') !== null

export interface BoardKeys {
  onArrow: (arrow: Arrow) => void
  onOpen: () => void
  onNew: () => void
  onMove: (move: MoveName) => void
}

/** A hand scanner types a whole code within this time a character; a person does not. */
const BURST_MS = 60

/**
 * Hears the board's keys from anywhere on the page but where one types or chooses. What a hand scanner types in a burst is
 * no command: a barcode must not start or close anything.
 */
export function useBoardKeys(keys: BoardKeys): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null
    let last = Number.NEGATIVE_INFINITY
    const act = (run: () => void, event: KeyboardEvent) => {
      const burst = event.timeStamp - last < BURST_MS
      last = event.timeStamp
      if (waiting !== null) clearTimeout(waiting)
      waiting = burst ? null : setTimeout(run, BURST_MS)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isElsewhere(event.target)) return
      const arrow = ARROWS.find((name) => pressed(event, `board-${name}`))
      if (arrow !== undefined) {
        if (isControl(event.target)) return
        event.preventDefault()
        current.current.onArrow(arrow)
      } else if (pressed(event, 'board-open')) {
        if (!isControl(event.target)) act(() => current.current.onOpen(), event)
      } else if (event.key.length === 1) {
        // Any character counts for what a scanner types, though it means nothing alone.
        const move = MOVES.find((name) => pressed(event, `board-${name}`))
        const isNew = pressed(event, 'board-new')
        const run = () => {
          if (isNew) current.current.onNew()
          else if (move !== undefined) current.current.onMove(move)
        }
        act(run, event)
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      if (waiting !== null) clearTimeout(waiting)
    }
  }, [])
}
