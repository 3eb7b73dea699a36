import { toQueryString } from '@/lib/client/api-fetch'

/** How an order's jobs are looked at; all of it in the URL. */
export interface JobsLook {
  /** Steps in their columns, or the same rows over the clock. */
  view: 'steps' | 'clock'
  only: 'all' | 'trouble'
  /** The chosen job, whose log stands at the foot. */
  job: string | null
}

/** From the words of a URL; others count as absent. */
export function jobsLookOf(words: {
  view?: string | undefined
  only?: string | undefined
  job?: string | undefined
}): JobsLook {
  return {
    view: words.view === 'clock' ? 'clock' : 'steps',
    only: words.only === 'trouble' ? 'trouble' : 'all',
    job: words.job ?? null,
  }
}

/** The order's URL with its jobs looked at so. */
export function lookHref(order: string, view: JobsLook, change: Partial<JobsLook> = {}): string {
  const { view: how, only, job } = { ...view, ...change }
  const words = { view: how === 'clock' ? how : undefined, only: only === 'trouble' ? only : undefined, job }
  return `/orders/${encodeURIComponent(order)}${toQueryString(words)}`
}
