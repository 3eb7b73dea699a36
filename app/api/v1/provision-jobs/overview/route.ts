import { getJobsOverviewEndpoint } from '@/lib/contracts/provisioning/overview'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getJobsOverview } from '@/lib/services/provisioning/get-jobs-overview'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getJobsOverviewEndpoint, (ctx, { query }) => getJobsOverview(ctx, query)),
})
