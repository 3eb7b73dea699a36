import { deleteDumpEndpoint, getDumpEndpoint } from '@/lib/contracts/telemetry/dump'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteDump } from '@/lib/services/telemetry/delete-dump'
import { getDump } from '@/lib/services/telemetry/get-dump'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getDumpEndpoint, (ctx, { params }) => getDump(ctx, params)),
  DELETE: handle(deleteDumpEndpoint, (ctx, { params }) => deleteDump(ctx, params)),
})
