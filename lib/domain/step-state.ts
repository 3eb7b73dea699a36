import { defineMachine } from './state-machine'

export const STEP_STATES = ['PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED', 'SKIPPED'] as const
export type StepState = (typeof STEP_STATES)[number]

export type StepTransitionBy = 'worker' | 'cancel' | 'retry' | 'skip'

/**
 * The life of one recorded step. A lost worker makes no arrow: the step stays RUNNING and the next worker looks before
 * it acts. SUCCESS and SKIPPED are final, so a finished step never runs again.
 */
export const stepMachine = defineMachine<StepState, StepTransitionBy>({
  states: STEP_STATES,
  transitions: [
    { from: 'PENDING', to: 'RUNNING', by: 'worker' },
    { from: 'PENDING', to: 'CANCELLED', by: 'cancel' },
    { from: 'RUNNING', to: 'SUCCESS', by: 'worker' },
    { from: 'RUNNING', to: 'FAILED', by: 'worker' },
    { from: 'RUNNING', to: 'CANCELLED', by: 'cancel' },
    { from: 'FAILED', to: 'PENDING', by: 'retry' },
    { from: 'FAILED', to: 'SKIPPED', by: 'skip' },
  ],
})

/** A step the job does not come back to: the next one may begin. */
export function isPassed(status: StepState): boolean {
  return status === 'SUCCESS' || status === 'SKIPPED'
}
