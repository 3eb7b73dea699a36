import { toQueryString } from '@/lib/client/api-fetch'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded, JOB_KINDS, JOB_STATES, type JobKind, type JobState } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'

/** What the list of jobs is narrowed to; all of it in the URL. */
export interface JobFilters {
  status: readonly JobState[]
  datacenter?: string | undefined
  server?: string | undefined
  kind?: JobKind | undefined
  /** Position of the step at which a job stands; with its kind, as each kind has its own. */
  step?: number | undefined
  cursor?: string | undefined
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function jobsHref(filters: JobFilters, change: Partial<JobFilters> = {}): string {
  return `/provisioning${toQueryString({ ...filters, cursor: undefined, ...change })}`
}

/** A kind and a step of it from the words of a URL; a step that the kind does not have, or without a kind, is left out. */
export function stepFilter(kind: string | undefined, step: string | undefined): Pick<JobFilters, 'kind' | 'step'> {
  const known = JOB_KINDS.find((one) => one === kind)
  const position = known && stepsOf(known).find((one) => String(one.position) === step)?.position
  return { kind: known, step: position }
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
export function jobParams({ status, datacenter, server, kind, step, cursor }: JobFilters) {
  const where = {
    ...(datacenter === undefined ? {} : { datacenter: [datacenter] }),
    ...(server === undefined ? {} : { server: [server] }),
    ...(kind === undefined ? {} : { kind: [kind] }),
    ...(step === undefined ? {} : { step }),
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
