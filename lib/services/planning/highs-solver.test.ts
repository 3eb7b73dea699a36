import { afterAll, describe, expect, test } from 'vitest'
import type { Program } from '../../domain/planning/solver/program'
import { closeHighs, solveWithHighs, warmHighs } from './highs-solver'

/** Knapsack: 3·4 + 5·2 = 22 covers 20; nothing cheaper does. */
const program: Program = {
  costs: [7, 11],
  limits: [4, 9],
  rows: [{ coefficients: [3, 5], atLeast: 20, name: 'demand' }],
}
const options = { nodes: 1_000, known: null }

afterAll(closeHighs)

describe('HiGHS in its thread', () => {
  test('solves to the optimum, several at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => solveWithHighs(program, options)))
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ x: [0, 4], bound: 44 })))
  })

  test('says when nothing is allowed', async () => {
    expect(await solveWithHighs({ ...program, limits: [1, 1] }, options)).toEqual({
      x: null,
      bound: Number.POSITIVE_INFINITY,
    })
  })

  test('starts from an answer that is known, and keeps it where it is the best', async () => {
    expect(await solveWithHighs(program, { nodes: 1_000, known: [0, 4] })).toEqual({ x: [0, 4], bound: 44 })
  })

  test('a thread that is ended while it is asked claims nothing, and the next question has a new one', async () => {
    warmHighs()
    const asked = solveWithHighs(program, options)
    await closeHighs()
    expect(await asked).toEqual({ x: null, bound: 0 })
    expect((await solveWithHighs(program, options)).bound).toBe(44)
  })
})
