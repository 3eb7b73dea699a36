import { retryJobEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { retryJob } from '@/lib/services/provisioning/retry-job'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(retryJobEndpoint, (ctx, { params }) => retryJob(ctx, params)),
})
