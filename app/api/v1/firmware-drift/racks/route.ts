import { listRackDriftEndpoint } from '@/lib/contracts/provisioning/firmware-drift'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listRackDrift } from '@/lib/services/provisioning/list-rack-drift'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listRackDriftEndpoint, (ctx, { query }) => listRackDrift(ctx, query)),
})
