import type { Metadata } from 'next'
import { Forbidden } from '@/components/access/forbidden'
import { type JobFilters, jobsHref } from '@/components/orders/jobs-href'
import { JobsList } from '@/components/orders/jobs-list'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listJobsEndpoint } from '@/lib/contracts/provisioning/job'
import { JOB_STATES } from '@/lib/domain/job-state'
import { listJobs } from '@/lib/services/provisioning/list-jobs'

export const metadata: Metadata = { title: 'Jobs' }

export default async function JobsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/orders/jobs', params))
  if (lockOf(ctx, 'provisioning.read') !== null) return <Forbidden title="Jobs" operation="provisioning.read" />
  const wanted = paramsOf(params, 'status')
  const filters: JobFilters = {
    status: JOB_STATES.filter((state) => wanted.includes(state)),
    datacenter: paramOf(params, 'datacenter'),
    cursor: paramOf(params, 'cursor'),
  }
  const query = pageQuery(listJobsEndpoint.query, {
    ...filters,
    datacenter: filters.datacenter === undefined ? undefined : [filters.datacenter],
  })
  const first = await orFirstPage(listJobs(ctx, query), jobsHref(filters))
  return <JobsList key={JSON.stringify(filters)} first={first} filters={filters} />
}
