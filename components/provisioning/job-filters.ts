import { toQueryString } from '@/lib/client/api-fetch'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded, JOB_STATES, type JobState } from '@/lib/domain/job-state'

/** What the list of jobs is narrowed to; all of it in the URL. */
export interface JobFilters {
  status: readonly JobState[]
  datacenter?: string | undefined
  server?: string | undefined
  cursor?: string | undefined
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function jobsHref(filters: JobFilters, change: Partial<JobFilters> = {}): string {
  return `/provisioning${toQueryString({ ...filters, cursor: undefined, ...change })}`
}

/** The jobs under way, however old, and a page of the others, newest first. */
export interface JobsView {
  live: JobView[]
  page: Page<JobView>
}

/** How many jobs under way are shown at most. */
export const LIVE_JOBS = 200

/**
 * What the API is asked for. Without a status the ones under way come first, by a question of their own, so that none of
 * them is on a later page; with one, the page is all.
 */
export function jobParams({ status, datacenter, server, cursor }: JobFilters) {
  const where = {
    ...(datacenter === undefined ? {} : { datacenter: [datacenter] }),
    ...(server === undefined ? {} : { server: [server] }),
  }
  const ended = JOB_STATES.filter(hasEnded)
  return {
    live:
      status.length === 0 && cursor === undefined
        ? { ...where, status: JOB_STATES.filter((state) => !hasEnded(state)), limit: LIVE_JOBS }
        : null,
    page: {
      ...where,
      status: status.length === 0 ? ended : [...status],
      ...(cursor === undefined ? {} : { cursor }),
    },
  }
}

const rank = ({ status, waitingFor }: JobView): number => {
  if (status === 'RUNNING') return 0
  if (status === 'PENDING') return waitingFor === undefined ? 2 : 1
  return 3
}

/** Running first, then what waits and says for what, then what is only next; the others as they came. */
export function inOrder(jobs: readonly JobView[]): JobView[] {
  return [...jobs].sort((a, b) => rank(a) - rank(b))
}
