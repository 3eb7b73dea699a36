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
  touch: boolean
  /** Where it was gripped, and where the pointer is now. */
  from: Point
  at: Point
  lifted: boolean
  over: Over
}

interface Point {
  x: number
  y: number
}

/** Where something was lifted; `touch`: by a finger, which hides what lies under it. */
export interface Grip extends Point {
  touch: boolean
}

interface Hearers {
  onLift: (carried: Carried, at: Grip) => void
  onOver: (over: Over) => void
  onLetGo: (over: Over) => void
  /** Nothing is dropped: the browser took the pointer away, a second finger came, the window was left. */
  onCancel: () => void
}

/** A press that moves no further is a click; a finger that moves further before it has held on scrolls. */
const SLACK_PX = { mouse: 5, touch: 10 }
/** Shorter than the press at which a browser opens its own menu of a link. */
const HOLD_MS = 400
/** So near to the window's edge it scrolls; for a finger the bars of the shell are part of the edge. */
const EDGE_PX = { mouse: { top: 36, bottom: 36 }, touch: { top: 96, bottom: 132 } }
const SCROLL_PX = 9

/**
 * Dragging by pointer events, as native drag and drop shows no picture of its own making and says nothing while it hovers. A mouse or
 * a pen lifts by moving, a finger by holding still, as otherwise it scrolls. `arm` goes on pointerdown; a touchmove that is not
 * prevented while `holds` would become a scroll and end the drag.
 */
export function useDragPointer(hearers: Hearers) {
  const hear = useRef(hearers)
  useEffect(() => {
    hear.current = hearers
  })
  const end = useRef<(() => void) | null>(null)
  const holding = useRef(false)
  useEffect(() => () => end.current?.(), [])

  const arm = (event: ReactPointerEvent, carried: Carried, grip: number) => {
    if (event.button !== 0 || !event.isPrimary || event.ctrlKey || event.metaKey || event.shiftKey) return
    end.current?.()
    const touch = event.pointerType === 'touch'
    const at = { x: event.clientX, y: event.clientY }
    const hand: Hand = { carried, grip, touch, from: at, at, lifted: false, over: null }
    const stop = startHand(hand, event.pointerId, {
      ...{ holding, hear },
      onEnd: () => {
        end.current = null
      },
    })
    end.current = stop
  }
  return { arm, abort: () => end.current?.(), holds: () => holding.current }
}

interface HandSetting {
  holding: { current: boolean }
  hear: { readonly current: Hearers }
  onEnd: () => void
}

/** Listens until the pointer lets go; the function that ends it before. */
function startHand(hand: Hand, pointerId: number, { holding, hear, onEnd }: HandSetting): () => void {
  const listeners = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  const stop = () => {
    listeners.abort()
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    holding.current = false
    document.documentElement.classList.remove('cursor-grabbing', 'select-none')
    onEnd()
  }
  const cancel = () => {
    stop()
    if (hand.lifted) hear.current.onCancel()
  }
  const scroll = () => {
    if (scrollAtEdge(hand)) lookUnder(hand, hear.current)
    frame = requestAnimationFrame(scroll)
  }
  const lift = () => {
    hand.lifted = true
    holding.current = true
    document.documentElement.classList.add('cursor-grabbing', 'select-none')
    hear.current.onLift(hand.carried, { ...hand.from, touch: hand.touch })
    frame = requestAnimationFrame(scroll)
  }
  const onMove = ({ pointerId: moved, clientX: x, clientY: y }: PointerEvent) => {
    if (moved !== pointerId) return
    hand.at = { x, y }
    if (!hand.lifted) {
      if (Math.hypot(x - hand.from.x, y - hand.from.y) < SLACK_PX[hand.touch ? 'touch' : 'mouse']) return
      if (hand.touch) return stop()
      lift()
    }
    lookUnder(hand, hear.current)
  }
  const onUp = () => {
    stop()
    if (!hand.lifted) return
    swallowClick()
    hear.current.onLetGo(hand.over)
  }
  const { signal } = listeners
  window.addEventListener('pointermove', onMove, { signal })
  window.addEventListener('pointerup', onUp, { signal })
  window.addEventListener('pointercancel', cancel, { signal })
  window.addEventListener('blur', cancel, { signal })
  if (hand.touch) {
    const feel = () => {
      navigator.vibrate?.(30)
      lift()
    }
    timer = setTimeout(feel, HOLD_MS)
    window.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
    window.addEventListener('pointerdown', (event) => event.pointerId !== pointerId && cancel(), {
      signal,
      capture: true,
    })
  }
  return stop
}

function scrollAtEdge({ at: { y }, touch }: Hand): boolean {
  const { top, bottom } = EDGE_PX[touch ? 'touch' : 'mouse']
  const by = y > window.innerHeight - bottom ? SCROLL_PX : y < top ? -SCROLL_PX : 0
  if (by === 0) return false
  const before = window.scrollY
  window.scrollBy(0, by)
  return window.scrollY !== before
}

function lookUnder(hand: Hand, { onOver }: Hearers): void {
  const over = overAt(hand.at.x, hand.at.y, hand)
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
