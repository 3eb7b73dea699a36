import { getJobLogEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getJobLog } from '@/lib/services/provisioning/get-job-log'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getJobLogEndpoint, (ctx, { params }) => getJobLog(ctx, params)),
})
