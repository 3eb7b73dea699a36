import { verifyRepairEndpoint } from '@/lib/contracts/tickets/repair'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { verifyRepair } from '@/lib/services/tickets/verify-repair'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(verifyRepairEndpoint, (ctx, { params, body }) => verifyRepair(ctx, { ...params, ...body })),
})
