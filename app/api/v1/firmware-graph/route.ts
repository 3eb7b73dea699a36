import { getFirmwareGraphEndpoint } from '@/lib/contracts/provisioning/firmware-graph'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getFirmwareGraph } from '@/lib/services/provisioning/get-firmware-graph'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getFirmwareGraphEndpoint, (ctx, { query }) => getFirmwareGraph(ctx, query)),
})
