import { phoneHomeEndpoint } from '@/lib/contracts/provisioning/job'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { phoneHome } from '@/lib/services/provisioning/phone-home'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(phoneHomeEndpoint, (ctx, { params, query }) => phoneHome(ctx, { ...params, ...query })),
})
