import { describe, expect, it } from 'vitest'
import { isPassed, STEP_STATES, type StepState, stepMachine } from './step-state'

const DRAWN: Record<StepState, Partial<Record<StepState, string>>> = {
  PENDING: { RUNNING: 'worker', CANCELLED: 'cancel' },
  RUNNING: { SUCCESS: 'worker', FAILED: 'worker', CANCELLED: 'cancel' },
  SUCCESS: {},
  FAILED: { PENDING: 'retry', SKIPPED: 'skip' },
  CANCELLED: {},
  SKIPPED: {},
}
const cells = STEP_STATES.flatMap((from) => STEP_STATES.map((to) => ({ from, to, by: DRAWN[from][to] ?? null })))

describe('the life of a step', () => {
  it.each(cells)('$from → $to by $by', ({ from, to, by }) => {
    expect(stepMachine.by(from, to)).toBe(by)
    expect(stepMachine.canGo(from, to)).toBe(by !== null)
    expect(stepMachine.sources(to).includes(from)).toBe(by !== null)
  })

  it('a step that finished never runs again', () => {
    for (const status of STEP_STATES.filter(isPassed)) expect(stepMachine.isFinal(status)).toBe(true)
    expect(STEP_STATES.filter(isPassed)).toEqual(['SUCCESS', 'SKIPPED'])
  })
})
