'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import { notifyRollback } from './notify'
import { refreshPage } from './page-address'
import { type Problem, problemOf, toProblem } from './problem'
import { type Change, keysTouchedBy } from './query-keys'
import { holdRefresh } from './refresh-hold'

/** What every server action returns. The problem is problem+json, read leniently by `toProblem`. */
export type CommandResult<Data> = { ok: true; data: Data } | { ok: false; problem: object }

export type CommandOutcome<Data> = { ok: true; data: Data } | { ok: false; problem: Problem }

export interface CommandOptions<Input, Data> {
  /** Shows the change at once; what it returns takes it back when the server refuses. */
  optimistic?: (input: Input) => () => void
  /** What the command changed, when the screen must not wait for the server-sent event. */
  changes?: (data: Data, input: Input) => Change[]
  /** True where the caller goes on to another page when it is done: see `holdRefresh`. */
  leaves?: boolean
  onDone?: (data: Data, input: Input) => void
  onProblem?: (problem: Problem, input: Input) => void
  /** Title of the toast when an optimistic change is taken back; the reason is the server's own. */
  rollbackTitle?: (input: Input) => string
}

export interface Command<Input, Data> {
  run: (input: Input) => Promise<CommandOutcome<Data>>
  pending: boolean
  /** The last refusal; cleared by the next run or by `dismiss`. */
  problem: Problem | null
  dismiss: () => void
}

/** What a server action came to; without network it is a problem too. */
export async function settle<Data>(call: () => Promise<CommandResult<Data>>): Promise<CommandOutcome<Data>> {
  try {
    const result = await call()
    if (result.ok) return result
    const status = 'status' in result.problem ? Number(result.problem.status) : 409
    return { ok: false, problem: toProblem(result.problem, Number.isFinite(status) ? status : 409) }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

/**
 * Runs a server action from a screen: pending state, the problem to show beside the control, optimistic change with
 * roll-back, and refresh of what it touched. Call `run` from onSubmit or onClick (not as a form's `action`, which
 * would empty the fields): what was typed stays when the command is refused.
 */
export function useCommand<Input, Data>(
  action: (input: Input) => Promise<CommandResult<Data>>,
  options: CommandOptions<Input, Data> = {},
): Command<Input, Data> {
  const client = useQueryClient()
  const router = useRouter()
  const [running, setRunning] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [refreshing, startRefresh] = useTransition()
  const hold = useRef<(() => void) | null>(null)
  // Gone on to the next page, what is left is gone too.
  useEffect(() => () => hold.current?.(), [])

  const run = async (input: Input): Promise<CommandOutcome<Data>> => {
    const rollBack = options.optimistic?.(input)
    setProblem(null)
    setRunning((count) => count + 1)
    if (options.leaves === true) {
      const before = hold.current
      hold.current = holdRefresh()
      before?.()
    }
    const outcome = await settle(() => action(input))
    setRunning((count) => count - 1)
    if (!outcome.ok) hold.current?.()
    if (outcome.ok) {
      const changes = options.changes?.(outcome.data, input) ?? []
      for (const queryKey of changes.flatMap(keysTouchedBy)) void client.invalidateQueries({ queryKey })
      if (options.leaves !== true) startRefresh(() => refreshPage(router))
      options.onDone?.(outcome.data, input)
    } else {
      if (rollBack !== undefined) {
        rollBack()
        const title = options.rollbackTitle?.(input)
        notifyRollback(outcome.problem, title === undefined ? {} : { title })
      }
      setProblem(outcome.problem)
      options.onProblem?.(outcome.problem, input)
    }
    return outcome
  }

  const dismiss = useCallback(() => setProblem(null), [])
  return { run, pending: running > 0 || refreshing, problem, dismiss }
}
