import { cancelBulkChangeEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { cancelBulkChange } from '@/lib/services/lifecycle/cancel-bulk-change'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(cancelBulkChangeEndpoint, (ctx, { params }) => cancelBulkChange(ctx, params)),
})
