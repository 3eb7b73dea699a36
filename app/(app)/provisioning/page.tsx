import { Forbidden } from '@/components/access/forbidden'
import { type JobFilters, jobParams, jobsHref, stepFilter } from '@/components/provisioning/job-filters'
import { JobsScreen } from '@/components/provisioning/jobs-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listJobsEndpoint } from '@/lib/contracts/provisioning/job'
import { getJobsOverviewEndpoint } from '@/lib/contracts/provisioning/overview'
import { JOB_STATES } from '@/lib/domain/job-state'
import { listDatacenters } from '@/lib/services/inventory/list-datacenters'
import { getJobsOverview } from '@/lib/services/provisioning/get-jobs-overview'
import { listJobs } from '@/lib/services/provisioning/list-jobs'
import { listWorkers } from '@/lib/services/provisioning/list-workers'

export default async function ProvisioningPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/provisioning', params))
  if (lockOf(ctx, 'provisioning.read') !== null) return <Forbidden title="Provisioning" operation="provisioning.read" />
  const wanted = paramsOf(params, 'status')
  const filters: JobFilters = {
    status: JOB_STATES.filter((state) => wanted.includes(state)),
    datacenter: paramOf(params, 'datacenter'),
    server: paramOf(params, 'server'),
    ...stepFilter(paramOf(params, 'kind'), paramOf(params, 'step')),
    cursor: paramOf(params, 'cursor'),
  }
  const asked = jobParams(filters)
  const [overview, workers, datacenters, live, page] = await Promise.all([
    getJobsOverview(ctx, pageQuery(getJobsOverviewEndpoint.query, { datacenter: asked.page.datacenter })),
    listWorkers(ctx),
    lockOf(ctx, 'inventory.read') === null ? listDatacenters(ctx, { limit: 100 }) : { items: [] },
    asked.live === null ? { items: [] } : listJobs(ctx, pageQuery(listJobsEndpoint.query, asked.live)),
    orFirstPage(listJobs(ctx, pageQuery(listJobsEndpoint.query, asked.page)), jobsHref(filters)),
  ])
  return (
    <JobsScreen
      key={JSON.stringify(asked)}
      first={{ live: live.items, page }}
      limitLock={lockOf(ctx, 'inventory.edit-datacenter')}
      {...{ overview, workers, datacenters, filters }}
    />
  )
}
