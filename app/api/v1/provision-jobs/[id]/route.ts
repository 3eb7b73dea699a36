import { getJobEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getJob } from '@/lib/services/provisioning/get-job'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getJobEndpoint, (ctx, { params }) => getJob(ctx, params)),
})
