import { toQueryString } from '@/lib/client/api-fetch'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { fieldsOf, textOf } from '@/lib/domain/provisioning/json-fields'
import { currentStep } from './job-progress'

/** A component that no chain brings to its target: where it is, how far chains lead, and what was wanted. */
export interface NoPath {
  component: string
  current: string
  nearest: string
  target: string
}

/** Of a job that failed because no chain leads to a target; empty for any other. */
export function noPathsOf(job: JobView): NoPath[] {
  if (job.status !== 'FAILED') return []
  const { failures } = fieldsOf(currentStep(job)?.detail)
  return (Array.isArray(failures) ? failures : []).flatMap((failure) => {
    const { component, current, nearest, target } = fieldsOf(failure)
    const [what, from, to] = [textOf(component), textOf(current), textOf(target)]
    return what === null || from === null || to === null
      ? []
      : [{ component: what, current: from, nearest: textOf(nearest) ?? from, target: to }]
  })
}

/** Where the missing edge is added, filled in. */
export function addPathHref(job: JobView, { component, nearest, target }: NoPath): string {
  return `/firmware${toQueryString({ model: job.model, component, from: nearest, to: target })}`
}

/** Where the model's target is changed. */
export function targetHref(job: JobView, { component }: NoPath): string {
  return `/firmware${toQueryString({ model: job.model, component })}`
}
