import { getBulkChangeEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getBulkChange } from '@/lib/services/lifecycle/get-bulk-change'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getBulkChangeEndpoint, (ctx, { params }) => getBulkChange(ctx, params)),
})
