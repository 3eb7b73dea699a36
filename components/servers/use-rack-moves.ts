'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { scanServer, takeBackScan } from '@/lib/actions/inventory-actions'
import { refreshPage } from '@/lib/client/page-address'
import type { Problem } from '@/lib/client/problem'
import { settle } from '@/lib/client/use-command'
import type { ManyRun } from './many-changes-progress'
import { locationOf, type RackMove } from './rack-moves'

export interface RackMovesRun {
  /** Into the racks. */
  going: ManyRun
  /** Back again; null until it is asked for. */
  back: ManyRun | null
  run: (moves: readonly RackMove[]) => Promise<void>
  /** Takes back what was moved, the last first. */
  undo: (moves: readonly RackMove[]) => Promise<void>
  stop: () => void
}

const IDLE: ManyRun = { state: 'idle', lines: [], problem: null }
type One = (move: RackMove) => ReturnType<typeof settle<unknown>>

const into: One = (move) => settle(() => scanServer({ barcode: move.barcode, location: locationOf(move) }))
const out: One = (move) => settle(() => takeBackScan({ barcode: move.barcode, location: locationOf(move) }))

/** Moves servers one after another, each as a scan of its own: a refused one leaves the others where they are. */
export function useRackMoves(): RackMovesRun {
  const client = useQueryClient()
  const router = useRouter()
  const [going, setGoing] = useState(IDLE)
  const [back, setBack] = useState<ManyRun | null>(null)
  const asked = useRef(true)

  const each = async (moves: readonly RackMove[], one: One, from: ManyRun, show: (run: ManyRun) => void) => {
    asked.current = true
    const known = new Set(from.lines.map(({ barcode }) => barcode))
    let run: ManyRun = { ...from, state: 'running', problem: null }
    show(run)
    for (const move of moves) {
      if (!asked.current) break
      if (known.has(move.barcode)) continue
      const outcome = await one(move)
      if (!outcome.ok && !isOfServer(outcome.problem)) {
        run = { ...run, problem: outcome.problem }
        asked.current = false
        break
      }
      const { barcode } = move
      const line = outcome.ok
        ? { barcode, outcome: 'done' as const }
        : { barcode, outcome: 'refused' as const, reason: outcome.problem.detail }
      run = { ...run, lines: [...run.lines, line] }
      show(run)
    }
    show({ ...run, state: asked.current ? 'ended' : 'stopped' })
    for (const root of ['server', 'rack', 'elevation']) await client.invalidateQueries({ queryKey: [root] })
    refreshPage(router)
  }
  return {
    going,
    back,
    run: (moves) => each(moves, into, going, setGoing),
    undo: (moves) => each(moves.toReversed(), out, back ?? IDLE, setBack),
    stop: () => {
      asked.current = false
    },
  }
}

/** A refusal of this server; the network or the session would stop all that come after it too. */
function isOfServer({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429
}
