import { startRepairEndpoint } from '@/lib/contracts/tickets/repair'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { startRepair } from '@/lib/services/lifecycle/start-repair'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(startRepairEndpoint, (ctx, { params, body }) => startRepair(ctx, { ...params, ...body })),
})
