import { getUsualTimesEndpoint } from '@/lib/contracts/provisioning/usual-times'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getUsualTimes } from '@/lib/services/provisioning/get-usual-times'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getUsualTimesEndpoint, (ctx, { query }) => getUsualTimes(ctx, query)),
})
