'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Carried, moveLock } from './drag-carried'
import { DragContext, type DragValue, type RefusedDrop } from './drag-context'
import { DragKeys } from './drag-keys'
import { bestPlace, facesFor, landing, nextPlace, type Place, placesIn, type Refusal, refusalAt } from './drag-places'
import { type Over, useDragPointer } from './drag-pointer'
import { type Dragged, useDragState } from './drag-state'
import { warehousesQuery } from './rack-queries'

/** Holds what is being moved on a rack's page, by whatever means: everything below reads it with `useDrag`. */
export function DragProvider(props: {
  elevation: ElevationView
  neighbours: { previous?: string; next?: string }
  mayNot: string | null
  children: ReactNode
}) {
  const { elevation, neighbours, mayNot, children } = props
  const state = useDragState(elevation)
  const { inHand, dragged, aimed, refusedDrop, problem, pending, pickUp, aim } = state
  const warehouse = useTrayWarehouse(elevation.rack.datacenter)
  const carried = dragged?.carried ?? inHand
  const target = useTarget(elevation, carried, dragged, aimed)
  const { arm, abort, holds, onPointerMoveCapture } = useDropping(elevation, state, target, warehouse)
  const value: DragValue = {
    ...{ elevation, carried, refusedDrop, problem, pending, mayNot, warehouse, pickUp, aim, ...target },
    by: dragged !== null ? 'pointer' : inHand !== null ? 'hand' : null,
    grippedAt: dragged?.grippedAt ?? { x: 0, y: 0, touch: false },
    over: dragged?.over ?? null,
    lock: carried === null ? null : (mayNot ?? moveLock(carried, 'rack')),
    arm: (event, one, grip) => {
      if (mayNot === null) arm(event, one, grip)
    },
    step: (by) => {
      if (carried === null) return
      aim(nextPlace(placesIn(elevation, carried, target.at?.face ?? carried.face), target.at, by))
    },
    putDown: (to, options) => {
      if (carried !== null) void state.send(carried, to, options)
    },
    putInto: (rack) => {
      if (carried !== null) void state.sendInto(carried, rack)
    },
    giveUp: () => {
      abort()
      state.clear()
      state.empty()
    },
  }
  return (
    <DragContext value={value}>
      <div ref={useStillWhile(holds)} onPointerMoveCapture={onPointerMoveCapture}>
        <DragKeys neighbours={neighbours} />
        {children}
      </div>
    </DragContext>
  )
}

/** Dragging with a pointer: what is lifted, and what a drop does or why it does nothing. */
function useDropping(
  elevation: ElevationView,
  state: ReturnType<typeof useDragState>,
  target: { at: Place | null; refusal: Refusal | null },
  warehouse: string | undefined,
) {
  const pointer = useRef({ x: 0, y: 0 })
  const latest = useRef({ state, target })
  latest.current = { state, target }
  const { code } = elevation.rack
  const drop = (one: Carried, over: Over) => {
    const { at, refusal } = latest.current.target
    const refuse = (why: RefusedDrop['refusal']) =>
      state.setRefusedDrop({ carried: one, refusal: why, ...pointer.current })
    const lock = over === null ? null : moveLock(one, over.kind === 'tray' ? 'warehouse' : 'rack')
    if (over === null) return
    if (lock !== null) return refuse(lock)
    if (over.kind === 'rack') return void state.sendInto(one, over.code)
    if (over.kind === 'tray') {
      if (warehouse !== undefined && !isIn(one, warehouse)) void state.send(one, { warehouse })
      return
    }
    if (at === null || isAt(one, code, at)) return
    if (refusal !== null) return refuse(refusal)
    void state.send(one, { rack: code, ...at })
  }
  const { arm, abort, holds } = useDragPointer({
    onLift: (one, grippedAt) => {
      state.clear()
      state.empty()
      state.setDragged({ carried: one, over: null, grippedAt })
    },
    onOver: (over) => state.setDragged((now) => (now === null ? null : { ...now, over })),
    onLetGo: (over) => {
      const held = latest.current.state.dragged
      state.setDragged(null)
      if (held !== null) drop(held.carried, over)
    },
    onCancel: () => state.setDragged(null),
  })
  const onPointerMoveCapture = (event: PointerEvent) => {
    pointer.current = { x: event.clientX, y: event.clientY }
  }
  return { arm, abort, holds, onPointerMoveCapture }
}

/** The page does not scroll under a finger that carries something. React's own listener for it could not prevent that. */
function useStillWhile(holds: () => boolean) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(holds)
  latest.current = holds
  useEffect(() => {
    const still = (event: TouchEvent) => {
      if (latest.current() && event.cancelable) event.preventDefault()
    }
    const element = box.current
    element?.addEventListener('touchmove', still, { passive: false })
    return () => element?.removeEventListener('touchmove', still)
  }, [])
  return box
}

/** Where a drop would land now, and why it may not. */
function useTarget(elevation: ElevationView, carried: Carried | null, dragged: Dragged | null, aimed: Place | null) {
  // Chosen once: a place that is taken meanwhile is said to be taken, and does not become another under the finger.
  const first = useRef<{ key: string; place: Place | null }>({ key: '', place: null })
  const key = carried === null || dragged !== null ? '' : `${elevation.rack.code} ${carried.barcode} ${carried.heightU}`
  if (first.current.key !== key) {
    first.current = { key, place: carried === null || key === '' ? null : bestPlace(elevation, carried) }
  }
  const best = first.current.place
  if (carried === null) return { at: null, refusal: null }
  if (dragged === null) {
    const at = aimed ?? best
    return { at, refusal: at === null ? null : refusalAt(elevation, carried, at) }
  }
  const { over } = dragged
  if (over?.kind !== 'face') return { at: null, refusal: null }
  const face = carried.depth === 'full' ? facesFor(carried)[0] : over.face
  const wanted = { u: over.u, face: face ?? over.face }
  const at = landing(elevation, carried, wanted, over.pointerU) ?? wanted
  return { at, refusal: refusalAt(elevation, carried, at) }
}

/** The warehouse whose tray is open: that of the address, else the datacenter's first. */
function useTrayWarehouse(datacenter: string): string | undefined {
  const asked = useSearchParams().get('tray')
  const answer = useQuery(warehousesQuery(datacenter))
  const codes = answer.data?.items.map(({ code }) => code) ?? []
  return codes.find((code) => code === asked) ?? codes[0]
}

const isAt = ({ from, depth }: Carried, rack: string, at: Place) =>
  from !== null &&
  'rack' in from &&
  from.rack === rack &&
  from.u === at.u &&
  (depth === 'full' || from.face === at.face)

const isIn = ({ from }: Carried, warehouse: string) =>
  from !== null && 'warehouse' in from && from.warehouse === warehouse
