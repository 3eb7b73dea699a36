'use client'

import { createContext, type PointerEvent as ReactPointerEvent, useContext } from 'react'
import type { Problem } from '@/lib/client/problem'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Carried, StandsAt } from './drag-carried'
import type { Place, Refusal } from './drag-places'
import type { Grip, Over } from './drag-pointer'

/** What was let go where it may not be: said until something else is done. */
export interface RefusedDrop {
  carried: Carried
  refusal: Refusal | string
  x: number
  y: number
}

export interface DragValue {
  elevation: ElevationView
  /** What is in the hand: dragged by a pointer, or picked up to be placed by keys, buttons and taps. */
  carried: Carried | null
  by: 'pointer' | 'hand' | null
  /** Where the pointer took hold. */
  grippedAt: Grip
  over: Over
  /** The place in this rack that a drop would take, or that is refused. */
  at: Place | null
  refusal: Refusal | null
  /** Why it can't go into any rack. */
  lock: string | null
  refusedDrop: RefusedDrop | null
  /** The server's refusal of the last drop. */
  problem: Problem | null
  pending: boolean
  /** Why this person may not move servers. */
  mayNot: string | null
  warehouse: string | undefined
  arm: (event: ReactPointerEvent, carried: Carried, grip: number) => void
  pickUp: (carried: Carried) => void
  aim: (place: Place) => void
  step: (by: 1 | -1) => void
  putDown: (to: StandsAt, options?: { overPlanned?: boolean }) => void
  putInto: (rack: string) => void
  giveUp: () => void
}

export const DragContext = createContext<DragValue | null>(null)

export function useDrag(): DragValue {
  const value = useContext(DragContext)
  if (value === null) throw new Error('useDrag stands inside DragProvider')
  return value
}
