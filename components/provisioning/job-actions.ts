import type { JobView } from '@/lib/contracts/provisioning/job'
import { type JobAction, type JobState, jobActions } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import type { ActionState } from '@/lib/domain/state-machine'
import { currentStep } from './job-progress'

/** What is known of a job where its buttons are drawn; refused ones keep their place with the reason. */
export function actionsOf(job: JobView, lost: boolean): Record<JobAction, ActionState<JobAction, JobState>> {
  const at = currentStep(job)
  const definition = at === null ? undefined : stepsOf(job.kind).find(({ position }) => position === at.position)
  const actions = jobActions({
    status: job.status,
    kind: job.kind,
    cancelRequested: job.cancelRequested,
    allocationLost: lost,
    ...(job.status === 'FAILED' && definition !== undefined
      ? { failedStep: { name: definition.name, skippable: definition.skippable } }
      : {}),
  })
  return Object.fromEntries(actions.map((state) => [state.action, state])) as Record<
    JobAction,
    ActionState<JobAction, JobState>
  >
}

/** "Resume at step 3": what a retry does. */
export function resumeLabel(job: JobView): string {
  const at = currentStep(job)
  return job.status === 'FAILED' && at !== null ? `Resume at step ${at.position}` : 'Resume'
}
