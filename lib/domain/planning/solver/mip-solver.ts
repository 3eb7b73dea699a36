import type { Program } from './program'

/** What a solver for mixed integer programmes says of one. */
export interface MipAnswer {
  /** Whole and checked by the caller; null where it found none. */
  x: number[] | null
  /** Nothing is cheaper; infinity: nothing is allowed. */
  bound: number
}

/**
 * The port to a solver for what branch and bound leaves open. `nodes` limits its effort, so that the same programme gives
 * the same answer on any machine; `known` is an answer to start from.
 */
export type MipSolver = (
  program: Program,
  options: { nodes: number; known: readonly number[] | null },
) => Promise<MipAnswer>
