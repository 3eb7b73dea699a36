import { downloadRefusedServersEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { writeRefusedServers } from '@/lib/services/lifecycle/write-refused-servers'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(downloadRefusedServersEndpoint, async (ctx, { params }) => {
    const { name, text } = await writeRefusedServers(ctx, params)
    return new FileAnswer(text, 'text/csv; charset=utf-8', { name, save: true })
  }),
})
