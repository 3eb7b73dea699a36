'use client'

import { useEffect, useRef } from 'react'
import type { Arrow } from './board-walk'

const arrows: Record<string, Arrow> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input,textarea,select,[contenteditable=true],[role=dialog],[role=menu]') !== null

/** On a button or link, Enter and the arrows are its own. */
const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a,button,[role=radio]') !== null

export interface BoardKeys {
  onArrow: (arrow: Arrow) => void
  onOpen: () => void
  /** A letter, upper case. */
  onLetter: (letter: string) => void
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
      const arrow = arrows[event.key]
      if (arrow !== undefined) {
        if (isControl(event.target)) return
        event.preventDefault()
        current.current.onArrow(arrow)
      } else if (event.key === 'Enter') {
        if (!isControl(event.target)) act(() => current.current.onOpen(), event)
      } else if (event.key.length === 1) {
        const letter = event.key.toUpperCase()
        act(() => current.current.onLetter(letter), event)
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      if (waiting !== null) clearTimeout(waiting)
    }
  }, [])
}
