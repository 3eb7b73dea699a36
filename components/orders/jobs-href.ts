import { toQueryString } from '@/lib/client/api-fetch'
import type { JobState } from '@/lib/domain/job-state'

/** What the list of jobs is narrowed to; all of it lives in the URL. */
export interface JobFilters {
  status: readonly JobState[]
  datacenter?: string | undefined
  cursor?: string | undefined
}

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function jobsHref(filters: JobFilters, change: Partial<JobFilters> = {}): string {
  const { status, datacenter, cursor } = { ...filters, cursor: undefined, ...change }
  return `/orders/jobs${toQueryString({ status, datacenter, cursor })}`
}
