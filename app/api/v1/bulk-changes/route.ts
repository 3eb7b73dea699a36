import { listBulkChangesEndpoint, startBulkChangeEndpoint } from '@/lib/contracts/inventory/bulk-change'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listBulkChanges } from '@/lib/services/lifecycle/list-bulk-changes'
import { startBulkChange } from '@/lib/services/lifecycle/start-bulk-change'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listBulkChangesEndpoint, (ctx, { query }) => listBulkChanges(ctx, query)),
  POST: handle(startBulkChangeEndpoint, (ctx, { body }) => startBulkChange(ctx, body)),
})
