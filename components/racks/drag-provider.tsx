'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import type { Problem } from '@/lib/client/problem'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { type Carried, moveLock, type StandsAt } from './drag-carried'
import { useDragCommand } from './drag-command'
import { DragContext, type DragValue, type RefusedDrop } from './drag-context'
import { useHand } from './drag-hand'
import { DragKeys } from './drag-keys'
import { bestPlace, facesFor, landing, nextPlace, type Place, placesIn, refusalAt } from './drag-places'
import { type Over, useDragPointer } from './drag-pointer'
import { elevationQuery, warehousesQuery } from './rack-queries'

interface Dragged {
  carried: Carried
  over: Over
  grippedAt: { x: number; y: number }
}

/** Holds what is being moved on a rack's page, by whatever means: everything below reads it with `useDrag`. */
export function DragProvider(props: {
  elevation: ElevationView
  neighbours: { previous?: string; next?: string }
  mayNot: string | null
  children: ReactNode
}) {
  const { elevation, neighbours, mayNot, children } = props
  const client = useQueryClient()
  const { inHand, take, empty } = useHand(elevation)
  const { move, pending } = useDragCommand()
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const [aimed, setAimed] = useState<Place | null>(null)
  const [refusedDrop, setRefusedDrop] = useState<RefusedDrop | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const warehouse = useTrayWarehouse(elevation.rack.datacenter)
  const carried = dragged?.carried ?? inHand
  const target = useTarget(elevation, carried, dragged, aimed)

  const pickUp = (one: Carried) => {
    setAimed(null)
    setProblem(null)
    setRefusedDrop(null)
    take(one)
  }
  const giveUp = () => {
    abort()
    setDragged(null)
    setAimed(null)
    setProblem(null)
    setRefusedDrop(null)
    empty()
  }
  const send = async (one: Carried, to: StandsAt, options: { overPlanned?: boolean } = {}) => {
    setDragged(null)
    empty()
    setAimed(null)
    setProblem(null)
    const refused = await move(one, to, options)
    if (refused === null) return focusServer(one.barcode)
    // Back in the hand: what was meant is not lost, and another place is one key away.
    pickUp(one)
    if ('rack' in to && to.rack === elevation.rack.code) setAimed(to)
    setProblem(refused)
  }
  const intoRack = async (one: Carried, code: string) => {
    const there = await client.fetchQuery(elevationQuery(code))
    const place = bestPlace(there, one)
    if (place !== null) return send(one, { rack: code, ...place })
    setDragged(null)
  }
  const letGo = (over: Over) => {
    const now = latest.current
    if (now.dragged === null) return
    const { carried: one } = now.dragged
    const refuse = (refusal: RefusedDrop['refusal']) => {
      setDragged(null)
      setRefusedDrop({ carried: one, refusal, ...pointer.current })
    }
    const lock = moveLock(one, over?.kind === 'tray' ? 'warehouse' : 'rack')
    if (over === null) return setDragged(null)
    if (lock !== null) return refuse(lock)
    if (over.kind === 'rack') return void intoRack(one, over.code)
    if (over.kind === 'tray') {
      if (warehouse === undefined || isIn(one, warehouse)) return setDragged(null)
      return void send(one, { warehouse })
    }
    const { at, refusal } = now.target
    if (at === null || isAt(one, elevation.rack.code, at)) return setDragged(null)
    if (refusal !== null) return refuse(refusal)
    void send(one, { rack: elevation.rack.code, ...at })
  }
  const { arm, abort } = useDragPointer({
    onLift: (one, grippedAt) => {
      empty()
      setRefusedDrop(null)
      setProblem(null)
      setDragged({ carried: one, over: null, grippedAt })
    },
    onOver: (over) => setDragged((now) => (now === null ? null : { ...now, over })),
    onLetGo: letGo,
  })
  const latest = useRef({ dragged, target })
  latest.current = { dragged, target }
  const pointer = useRef({ x: 0, y: 0 })

  const value: DragValue = {
    ...{ elevation, carried, refusedDrop, problem, pending, mayNot, warehouse, pickUp, giveUp, ...target },
    by: dragged !== null ? 'pointer' : inHand !== null ? 'hand' : null,
    grippedAt: dragged?.grippedAt ?? { x: 0, y: 0 },
    over: dragged?.over ?? null,
    lock: carried === null ? null : (mayNot ?? moveLock(carried, 'rack')),
    arm: (event, one, grip) => {
      if (mayNot === null) arm(event, one, grip)
    },
    aim: (place) => {
      setProblem(null)
      setAimed(place)
    },
    step: (by) => {
      if (carried === null) return
      const face = target.at?.face ?? carried.face
      setProblem(null)
      setAimed(nextPlace(placesIn(elevation, carried, face), target.at, by))
    },
    putDown: (to, options) => {
      if (carried !== null) void send(carried, to, options)
    },
    putInto: (rack) => {
      if (carried !== null) void intoRack(carried, rack)
    },
  }
  return (
    <DragContext value={value}>
      <div onPointerMoveCapture={(event) => (pointer.current = { x: event.clientX, y: event.clientY })}>
        <DragKeys neighbours={neighbours} />
        {children}
      </div>
    </DragContext>
  )
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

/** The focus goes with the server, to where it stands now. */
function focusServer(barcode: string): void {
  requestAnimationFrame(() => {
    const cell = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(barcode)}"]`)
    if (document.activeElement === null || document.activeElement === document.body)
      cell?.focus({ preventScroll: true })
  })
}
