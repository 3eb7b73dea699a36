'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '@/lib/client/problem'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Carried, StandsAt } from './drag-carried'
import { useDragCommand } from './drag-command'
import type { RefusedDrop } from './drag-context'
import { useHand } from './drag-hand'
import { bestPlace, type Place } from './drag-places'
import type { Grip, Over } from './drag-pointer'
import { elevationQuery } from './rack-queries'

export interface Dragged {
  carried: Carried
  over: Over
  grippedAt: Grip
}

/** What is dragged or in the hand, where it is aimed, what was refused; and the two ways on: put down, or back into the hand. */
export function useDragState(elevation: ElevationView) {
  const client = useQueryClient()
  const { inHand, take, empty } = useHand(elevation)
  const { move, pending } = useDragCommand()
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const [aimed, setAimed] = useState<Place | null>(null)
  const [refusedDrop, setRefusedDrop] = useState<RefusedDrop | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const clear = () => {
    setDragged(null)
    setAimed(null)
    setProblem(null)
    setRefusedDrop(null)
  }
  const pickUp = (one: Carried) => {
    clear()
    take(one)
  }
  const send = async (one: Carried, to: StandsAt, options: { overPlanned?: boolean } = {}) => {
    clear()
    empty()
    const refused = await move(one, to, options)
    if (refused === null) return focusServer(one.barcode)
    // Back in the hand: what was meant is not lost, and another place is one key away.
    pickUp(one)
    if ('rack' in to && to.rack === elevation.rack.code) setAimed(to)
    setProblem(refused)
  }
  const sendInto = async (one: Carried, code: string) => {
    const there = await client.fetchQuery(elevationQuery(code))
    const place = bestPlace(there, one)
    if (place !== null) return send(one, { rack: code, ...place })
    setDragged(null)
  }
  return {
    ...{ inHand, dragged, aimed, refusedDrop, problem, pending },
    ...{ empty, clear, pickUp, send, sendInto, setDragged, setRefusedDrop },
    aim: (place: Place | null) => {
      setProblem(null)
      setAimed(place)
    },
  }
}

/** The focus goes with the server, to where it stands now. */
function focusServer(barcode: string): void {
  requestAnimationFrame(() => {
    const cell = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(barcode)}"]`)
    if (document.activeElement === null || document.activeElement === document.body)
      cell?.focus({ preventScroll: true })
  })
}
