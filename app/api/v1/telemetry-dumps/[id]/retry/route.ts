import { retryDumpEndpoint } from '@/lib/contracts/telemetry/dump'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { retryDump } from '@/lib/services/telemetry/retry-dump'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(retryDumpEndpoint, (ctx, { params }) => retryDump(ctx, params)),
})
