import { type ActionState, action, defineMachine } from './state-machine'

export const JOB_STATES = ['PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const
export type JobState = (typeof JOB_STATES)[number]

export const JOB_KINDS = ['provision', 'wipe'] as const
export type JobKind = (typeof JOB_KINDS)[number]

export type JobTransitionBy = 'worker' | 'cancel' | 'retry' | 'worker-lost'

/** The life of a provision or wipe job. `FAILED → PENDING` is a retry, or a skip of the failed step. */
export const jobMachine = defineMachine<JobState, JobTransitionBy>({
  states: JOB_STATES,
  transitions: [
    { from: 'PENDING', to: 'RUNNING', by: 'worker' },
    { from: 'PENDING', to: 'CANCELLED', by: 'cancel' },
    { from: 'RUNNING', to: 'SUCCESS', by: 'worker' },
    { from: 'RUNNING', to: 'FAILED', by: 'worker' },
    // Asked for by a person, done by the worker between steps and hops.
    { from: 'RUNNING', to: 'CANCELLED', by: 'cancel' },
    { from: 'RUNNING', to: 'PENDING', by: 'worker-lost' },
    { from: 'FAILED', to: 'PENDING', by: 'retry' },
  ],
})

/** SUCCESS, FAILED or CANCELLED: nothing runs any more. FAILED can be retried and has ended all the same. */
export function hasEnded(status: JobState): boolean {
  return status === 'SUCCESS' || status === 'FAILED' || status === 'CANCELLED'
}

export type JobAction = 'retry' | 'skip' | 'cancel'

export type JobFacts = {
  status: JobState
  kind: JobKind
  cancelRequested?: boolean
  /** The step that failed, in words, and whether it may be passed over (provisioning/steps.ts). */
  failedStep?: { name: string; skippable: boolean }
  /** The server broke or was scrapped, or its order is over: nothing to go on with. */
  allocationLost?: boolean
}

/** Every action on a job, in the order its buttons stand, with the reason where it is refused. */
export function jobActions(facts: JobFacts): ActionState<JobAction, JobState>[] {
  return [
    action('retry', 'Retry', refuseRetry(facts), 'PENDING'),
    action(
      'skip',
      facts.failedStep ? `Skip “${facts.failedStep.name}”` : 'Skip the step',
      refuseSkip(facts),
      'PENDING',
    ),
    action('cancel', 'Cancel', refuseCancel(facts), 'CANCELLED'),
  ]
}

function refuseRetry(facts: JobFacts): string | null {
  if (facts.status !== 'FAILED') return 'Only a failed job can be retried.'
  return facts.allocationLost ? 'The server is no longer the order’s: ask for a replacement.' : null
}

function refuseSkip(facts: JobFacts): string | null {
  if (facts.status !== 'FAILED' || !facts.failedStep) return 'Only a step that failed can be skipped.'
  if (facts.allocationLost) return 'The server is no longer the order’s: ask for a replacement.'
  return facts.failedStep.skippable ? null : `“${facts.failedStep.name}” cannot be skipped.`
}

function refuseCancel(facts: JobFacts): string | null {
  if (hasEnded(facts.status)) return 'The job has ended.'
  if (facts.kind === 'wipe') return 'A wipe is never cancelled: the server stays bound until it succeeds.'
  return facts.cancelRequested ? 'Being cancelled: it ends after the current step or hop.' : null
}
