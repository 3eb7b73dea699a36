import { listJobsEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listJobs } from '@/lib/services/provisioning/list-jobs'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listJobsEndpoint, (ctx, { query }) => listJobs(ctx, query)),
})
