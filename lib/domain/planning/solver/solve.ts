import { Search, type SearchOptions, type SearchResult } from './branch-and-bound'
import type { MipSolver } from './mip-solver'
import { costOfAll, granularity, keepsRows, type Program } from './program'

export interface SolveOptions extends SearchOptions {
  /** For what is still open after the node budget, with a budget of its own. */
  /** Awaited now and then, so that others get their turn while this computes. */
  pause?: (() => Promise<void>) | undefined
  mip?: { solve: MipSolver; nodes: number } | undefined
}

/** Some milliseconds of work. */
const PARTS_A_TURN = 40
/** Rounds of solving, finding a row that the answer violates, and solving again. */
const MOST_ROUNDS = 40

/** Branch and bound within its budget, then the solver behind the port for what is left. */
export async function solve(program: Program, options: SolveOptions): Promise<SearchResult> {
  const search = new Search(program, options)
  while (!search.advance(PARTS_A_TURN)) await options.pause?.()
  const found = search.result()
  if (options.mip === undefined || found.bound >= found.value) return found
  const step = granularity(program)
  for (let round = 0; round < MOST_ROUNDS && found.bound < found.value; round++) {
    const whole: Program = { ...program, rows: found.rows }
    const answer = await options.mip.solve(whole, { nodes: options.mip.nodes, known: found.x })
    const bound = Math.ceil(answer.bound / step) * step
    found.bound = Math.min(found.value, Math.max(found.bound, bound))
    if (answer.x === null || !keepsRows(whole, answer.x)) break
    const rows = options.separate?.(answer.x) ?? []
    if (rows.length > 0) {
      found.rows.push(...rows)
      continue
    }
    const value = costOfAll(program, answer.x)
    if (value < found.value) {
      found.x = answer.x
      found.value = value
      options.onAnswer?.(answer.x, value)
    }
    found.bound = Math.min(found.bound, found.value)
    break
  }
  return found
}
