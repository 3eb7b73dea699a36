import { exportServersEndpoint } from '@/lib/contracts/inventory/server'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { textStream } from '@/lib/http/text-stream'
import { exportServers } from '@/lib/services/inventory/export-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(exportServersEndpoint, async (ctx, { query }) => {
    const name = `servers-${ctx.clock().toISOString().slice(0, 10)}.csv`
    return new FileAnswer(textStream(await exportServers(ctx, query)), 'text/csv; charset=utf-8', { name, save: true })
  }),
})
