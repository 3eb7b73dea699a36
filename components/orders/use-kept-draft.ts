'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { saveSketch } from '@/lib/actions/planning-actions'
import { replaceQuery } from '@/lib/client/page-address'
import type { Problem } from '@/lib/client/problem'
import { randomUuid } from '@/lib/client/random-key'
import { settle } from '@/lib/client/use-command'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import { type Draft, draftParams } from './order-draft'
import { wizardHref } from './wizard-href'
import type { WizardStep } from './wizard-steps'

/** A pause in typing after which it is kept. */
const PAUSE_MS = 500
const DEVICE_KEY = 'haas-device'

export interface KeptDraft {
  /** Under which id it is kept; undefined before anything was typed. */
  id: string | undefined
  /** Into the address at once, so that a reload has it; into the database after a pause, so that another device has it. */
  keep: (draft: Draft) => void
  /** Waits until what was typed is kept, and returns its id. */
  settled: () => Promise<string | undefined>
  state: 'none' | 'typing' | 'kept' | 'stale' | 'failed'
  problem: Problem | null
  /** After `stale`: what is typed here stays, over what was kept elsewhere. */
  keepMine: () => void
}

/** This browser's own name, so that what it kept itself is not taken for a change made elsewhere. */
function ownDevice(): string {
  const known = window.localStorage.getItem(DEVICE_KEY)
  if (known !== null) return known
  const made = randomUuid()
  window.localStorage.setItem(DEVICE_KEY, made)
  return made
}

const textOf = (draft: Draft) => JSON.stringify(draftParams(draft))

/**
 * Keeps an order that is not placed yet while it is typed.
 * @param first what is kept of it already
 * @param shown what the page shows of it, from its address
 */
export function useKeptDraft(step: WizardStep, first: SketchView | null, shown: Draft): KeptDraft {
  const [id, setId] = useState(first?.id)
  const [state, setState] = useState<KeptDraft['state']>(first === null ? 'none' : 'kept')
  const [problem, setProblem] = useState<Problem | null>(null)
  const version = useRef(first?.version)
  const typed = useRef<{ id: string; draft: Draft } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  /** One after the other: each names the version that the one before made. */
  const saving = useRef<Promise<unknown>>(Promise.resolve())

  const save = useCallback(async () => {
    const next = typed.current
    if (next === null) return
    typed.current = null
    const input = { id: next.id, content: { ...next.draft, lines: next.draft.lines.map((line) => ({ ...line })) } }
    const outcome = await settle(() =>
      saveSketch({
        ...input,
        device: ownDevice(),
        ...(version.current === undefined ? {} : { version: version.current }),
      }),
    )
    if (outcome.ok) version.current = outcome.data.version
    else typed.current ??= next
    setProblem(outcome.ok ? null : outcome.problem)
    setState(
      outcome.ok ? (typed.current === null ? 'kept' : 'typing') : outcome.problem.code === 'stale' ? 'stale' : 'failed',
    )
  }, [])
  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    saving.current = saving.current.then(save)
    return saving.current
  }, [save])
  // An address from before another device typed on says something else than what is kept: it is not for us to choose. What this
  // browser kept itself is only older than what it shows.
  const begun = useRef({ first, shown })
  useEffect(() => {
    const { first, shown } = begun.current
    if (first === null || textOf(first.content) === textOf(shown)) return
    if (first.device !== ownDevice()) {
      setState('stale')
      version.current = 0
    }
    typed.current = { id: first.id, draft: shown }
    if (first.device === ownDevice()) void flush()
  }, [flush])
  // Whoever goes on to the next step has not lost the last word.
  useEffect(
    () => () => {
      if (timer.current !== null) void flush()
    },
    [flush],
  )

  const keep = (draft: Draft) => {
    const own = typed.current?.id ?? id ?? randomUuid()
    if (id === undefined) setId(own)
    typed.current = { id: own, draft }
    replaceQuery(wizardHref(step, { draft, kept: own }))
    if (state === 'stale') return
    setState('typing')
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), PAUSE_MS)
  }
  const settled = async () => {
    await flush()
    return id
  }
  const keepMine = () => {
    version.current = undefined
    void flush()
  }
  return { id, keep, settled, state, problem, keepMine }
}
