'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toQueryString } from '@/lib/client/api-fetch'
import { pressed } from '@/lib/client/shortcuts'
import { useGo } from '@/lib/client/use-go'
import { unitsInWords } from '@/lib/domain/rack-space'
import { standsInWords } from './drag-carried'
import { type DragValue, useDrag } from './drag-context'
import { refusalInWords } from './drag-places'

/**
 * The keys while something is in the hand (up and down: the next place that fits, left and right: the rack beside, F: the other
 * face, Esc: put it back), and what happens said to those who can't see it. Enter is the panel's button, which has the focus.
 */
export function DragKeys({ neighbours }: { neighbours: { previous?: string; next?: string } }) {
  const drag = useDrag()
  const goTo = useGo()
  const search = useSearchParams()
  const now = useRef({ drag, neighbours, search })
  now.current = { drag, neighbours, search }
  const isCarrying = drag.carried !== null || drag.refusedDrop !== null

  useEffect(() => {
    if (!isCarrying) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      const { drag: held, neighbours: beside, search: query } = now.current
      const go = (code: string | undefined) => {
        if (code === undefined || held.by !== 'hand' || held.carried === null) return
        const kept = { moving: held.carried.barcode, tray: query.get('tray'), find: query.get('find') }
        goTo(`/racks/${encodeURIComponent(code)}${toQueryString(kept)}`, { scroll: false })
      }
      if (act(event, held, { left: () => go(beside.previous), right: () => go(beside.next) })) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isCarrying, goTo])

  return (
    <p aria-live="assertive" className="sr-only">
      {spoken(drag)}
    </p>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,select,textarea,[role=dialog],[role=menu]') !== null
}

function act(event: KeyboardEvent, drag: DragValue, beside: { left: () => void; right: () => void }): boolean {
  const { key } = event
  if (pressed(event, 'cell-back')) {
    drag.giveUp()
    return true
  }
  if (drag.by !== 'hand' || drag.carried === null) return false
  if (key === 'ArrowUp') drag.step(1)
  else if (key === 'ArrowDown') drag.step(-1)
  else if (key === 'ArrowLeft') beside.left()
  else if (key === 'ArrowRight') beside.right()
  else if (pressed(event, 'cell-turn') && drag.carried.depth === 'half' && drag.at !== null) {
    drag.aim({ ...drag.at, face: drag.at.face === 'front' ? 'rear' : 'front' })
  } else return false
  return true
}

function spoken({ carried, at, refusal, refusedDrop, lock, problem, elevation, by }: DragValue): string {
  if (refusedDrop !== null) {
    const { refusal: why } = refusedDrop
    return `Not here. ${typeof why === 'string' ? why : refusalInWords(why)}`
  }
  if (carried === null || by === 'pointer') return ''
  if (problem !== null) return problem.detail
  if (lock !== null) return `${carried.barcode} can’t be moved. ${lock}`
  const who = `${carried.barcode}, from ${standsInWords(carried.from)}.`
  if (at === null) return `${who} ${elevation.rack.code} has no place for it. Left and right look at other racks.`
  const where = `${elevation.rack.code} ${unitsInWords(at.u, carried.heightU)}${carried.depth === 'half' ? `, ${at.face}` : ''}`
  return refusal === null
    ? `${who} Would go to ${where}. Enter puts it there, Escape puts it back.`
    : `${where}: ${refusalInWords(refusal)}`
}
