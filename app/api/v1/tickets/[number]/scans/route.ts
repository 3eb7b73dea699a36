import { scanTicketEndpoint } from '@/lib/contracts/tickets/repair'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { recordScan } from '@/lib/services/tickets/record-scan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(scanTicketEndpoint, (ctx, { params, body }) => recordScan(ctx, { ...params, ...body })),
})
