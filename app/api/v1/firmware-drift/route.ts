import { getFirmwareDriftEndpoint } from '@/lib/contracts/provisioning/firmware-drift'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getFirmwareDrift } from '@/lib/services/provisioning/get-firmware-drift'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getFirmwareDriftEndpoint, (ctx, { query }) => getFirmwareDrift(ctx, query)),
})
