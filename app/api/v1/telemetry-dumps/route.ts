import { listDumpsEndpoint } from '@/lib/contracts/telemetry/dump'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listDumps } from '@/lib/services/telemetry/list-dumps'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listDumpsEndpoint, (ctx, { query }) => listDumps(ctx, query)),
})
