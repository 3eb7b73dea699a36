import { scanEndpoint } from '@/lib/contracts/inventory/server'
import { Answer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { scanBatch } from '@/lib/http/scan-batch'
import { scanServer } from '@/lib/services/inventory/scan-server'
import { scanServers } from '@/lib/services/inventory/scan-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(scanEndpoint, async (ctx, { body }) => {
    if (Array.isArray(body)) return scanBatch(await scanServers(ctx, body), ctx.requestId)
    const { created, server } = await scanServer(ctx, body)
    return new Answer(server, created ? 201 : 200)
  }),
})
