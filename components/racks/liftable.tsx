'use client'

import type { DragEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { pressed } from '@/lib/client/shortcuts'
import { carriedFromRack } from './drag-carried'
import { useDrag } from './drag-context'

/** Lets what stands in the faces inside it be picked up: by the mouse, by a finger that holds on, or with Space on a cell. Enter and a click open it, as ever. */
export function Liftable({ children }: { children: ReactNode }) {
  const { elevation, arm, pickUp, mayNot } = useDrag()
  const standing = (target: EventTarget) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
    const server = elevation.servers.find(({ barcode }) => barcode === cell?.dataset.cell)
    return cell === null || server === undefined ? null : { cell, server }
  }
  const onPointerDown = (event: PointerEvent) => {
    const found = standing(event.target)
    if (found === null) return
    const { cell, server } = found
    const box = cell.getBoundingClientRect()
    const grip = Math.floor(((box.bottom - event.clientY) / box.height) * server.heightU)
    arm(event, carriedFromRack(server, elevation.rack.code), Math.min(Math.max(grip, 0), server.heightU - 1))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!pressed(event, 'cell-lift') || mayNot !== null) return
    const found = standing(event.target)
    if (found === null) return
    event.preventDefault()
    pickUp(carriedFromRack(found.server, elevation.rack.code))
  }
  // Links are dragged by the browser itself, which would end ours.
  const onDragStart = (event: DragEvent) => event.preventDefault()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listeners for the cells' links, no control of its own
    <div
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDragStart={onDragStart}
      className="flex min-w-0 flex-1 gap-5 [-webkit-touch-callout:none] pointer-coarse:select-none"
    >
      {children}
    </div>
  )
}
