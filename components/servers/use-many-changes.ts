'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { changeServers } from '@/lib/actions/lifecycle-actions'
import { refreshPage } from '@/lib/client/page-address'
import { type Problem, problemOf, toProblem } from '@/lib/client/problem'
import { BATCH } from '@/lib/contracts/inventory/batch-sizes'
import type { BatchAnswerView, ServerChange } from '@/lib/contracts/inventory/server-batch'
import type { ManyRun } from './many-changes-progress'

type Line = BatchAnswerView['results'][number]

export interface ManyChanges extends ManyRun {
  /** Begins, or goes on with those that were not asked yet. */
  run: (barcodes: readonly string[], change: ServerChange) => Promise<void>
  stop: () => void
}

/** Changes servers batch after batch, so that the page knows how far it is; going on after a stop repeats nothing. */
export function useManyChanges(): ManyChanges {
  const client = useQueryClient()
  const router = useRouter()
  const [state, setState] = useState<ManyChanges['state']>('idle')
  const [lines, setLines] = useState<readonly Line[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const asked = useRef(true)
  // The page itself does it: gone in the middle of it, the rest would stay unchanged, and nobody would be told.
  useEffect(() => {
    if (state !== 'running') return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state])

  const run = async (barcodes: readonly string[], change: ServerChange) => {
    asked.current = true
    setState('running')
    setProblem(null)
    const known = new Set(lines.map((line) => line.barcode))
    const left = barcodes.filter((barcode) => !known.has(barcode))
    for (let from = 0; from < left.length && asked.current; from += BATCH) {
      const refused = await sendOne(left.slice(from, from + BATCH), change, (results) =>
        setLines((before) => [...before, ...results]),
      )
      if (refused === null) continue
      setProblem(refused)
      asked.current = false
    }
    setState(asked.current ? 'ended' : 'stopped')
    await client.invalidateQueries({ queryKey: ['server'] })
    refreshPage(router)
  }
  const stop = () => {
    asked.current = false
  }
  return { state, lines, problem, run, stop }
}

async function sendOne(
  barcodes: string[],
  change: ServerChange,
  onLines: (lines: readonly Line[]) => void,
): Promise<Problem | null> {
  try {
    const answer = await changeServers({ barcodes, change })
    if (!answer.ok) return toProblem(answer.problem, answer.problem.status)
    onLines(answer.data.results)
    return null
  } catch (error) {
    return problemOf(error)
  }
}
