import { cancelJobEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { cancelJob } from '@/lib/services/provisioning/cancel-job'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(cancelJobEndpoint, (ctx, { params, body }) => cancelJob(ctx, { ...params, ...body })),
})
