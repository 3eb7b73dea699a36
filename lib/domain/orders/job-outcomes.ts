import { hasEnded, type JobState } from '../job-state'
import type { OrderState } from '../order-state'

/**
 * What the end of a job makes of its order, or null: nothing yet. Asked with the order row locked, so that the last two
 * jobs to end cannot both see the other one running.
 * @param jobs the latest job of each server that the order still holds: provision jobs, and wipe jobs when releasing. Jobs
 *   of lost servers are left out: a loss shows as `degraded` and leaves the status alone.
 * @param order what was asked for meanwhile: a cancel wins over the jobs' own ends
 */
export function orderStatusAfter(
  jobs: readonly JobState[],
  order: { cancelRequested: boolean; releasing: boolean },
): Extract<OrderState, 'ACTIVE' | 'FAILED' | 'CANCELLED' | 'RELEASED'> | null {
  if (!jobs.every(hasEnded)) return null
  const allSucceeded = jobs.every((status) => status === 'SUCCESS')
  // A wipe that failed keeps its server and the order RELEASING until it is retried.
  if (order.releasing) return allSucceeded ? 'RELEASED' : null
  if (order.cancelRequested) return 'CANCELLED'
  // Every server was lost: the order keeps its status until there is a replacement.
  if (jobs.length === 0) return null
  return allSucceeded ? 'ACTIVE' : 'FAILED'
}
