'use client'

import { type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react'
import type { Face } from '@/lib/domain/rack-space'
import type { Carried } from './drag-carried'

/** What the pointer is over: units of a face, another rack, the tray. */
export type Over =
  | { kind: 'face'; face: Face; pointerU: number; u: number }
  | { kind: 'rack'; code: string }
  | { kind: 'tray' }
  | null

interface Hand {
  carried: Carried
  /** Units between the lowest of the server and the one that was gripped. */
  grip: number
  x: number
  y: number
  lifted: boolean
  over: Over
}

interface Hearers {
  onLift: (carried: Carried, at: { x: number; y: number }) => void
  onOver: (over: Over) => void
  onLetGo: (over: Over) => void
}

/** A press that moves no further is a click. */
const SLACK_PX = 5
const EDGE_PX = 36
const SCROLL_PX = 14

/**
 * Dragging with a mouse or a pen, by pointer events: native drag and drop shows no picture of its own making and says nothing while it
 * hovers. A finger scrolls: on a phone a server is picked up by a button and put down by a tap. `arm` goes on pointerdown.
 */
export function useDragPointer(hearers: Hearers) {
  const hear = useRef(hearers)
  useEffect(() => {
    hear.current = hearers
  })
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])

  const arm = (event: ReactPointerEvent, carried: Carried, grip: number) => {
    if (event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.metaKey || event.shiftKey) return
    end.current?.()
    const hand: Hand = { carried, grip, x: event.clientX, y: event.clientY, lifted: false, over: null }
    const onMove = (moved: PointerEvent) => follow(hand, moved, hear.current)
    const onUp = () => {
      stop()
      if (!hand.lifted) return
      swallowClick()
      hear.current.onLetGo(hand.over)
    }
    const stop = () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', stop)
      document.documentElement.classList.remove('cursor-grabbing', 'select-none')
      end.current = null
    }
    end.current = stop
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', stop)
  }
  return { arm, abort: () => end.current?.() }
}

function follow(hand: Hand, event: PointerEvent, { onLift, onOver }: Hearers): void {
  const { clientX: x, clientY: y } = event
  if (!hand.lifted) {
    if (Math.hypot(x - hand.x, y - hand.y) < SLACK_PX) return
    hand.lifted = true
    document.documentElement.classList.add('cursor-grabbing', 'select-none')
    onLift(hand.carried, { x, y })
  }
  if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX)
  else if (y < EDGE_PX) window.scrollBy(0, -SCROLL_PX)
  const over = overAt(x, y, hand)
  if (JSON.stringify(over) === JSON.stringify(hand.over)) return
  hand.over = over
  onOver(over)
}

function overAt(x: number, y: number, { carried, grip }: Hand): Over {
  const element = document.elementFromPoint(x, y)
  const target = element?.closest<HTMLElement>('[data-drop],[data-drop-rack],[data-face]')
  if (target === null || target === undefined) return null
  const { drop, dropRack, face, units } = target.dataset
  if (drop !== undefined) return { kind: 'tray' }
  if (dropRack !== undefined) return { kind: 'rack', code: dropRack }
  const box = target.getBoundingClientRect()
  const heightU = Number(units)
  const pointerU = Math.min(heightU, Math.max(1, Math.floor(((box.bottom - y) / box.height) * heightU) + 1))
  const u = Math.min(Math.max(1, pointerU - grip), Math.max(1, heightU - carried.heightU + 1))
  return { kind: 'face', face: face === 'rear' ? 'rear' : 'front', pointerU, u }
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50)
}
