import { skipStepEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { skipStep } from '@/lib/services/provisioning/skip-step'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(skipStepEndpoint, (ctx, { params, body }) => skipStep(ctx, { ...params, ...body })),
})
