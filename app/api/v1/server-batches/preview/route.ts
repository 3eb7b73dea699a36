import { previewServerBatchEndpoint } from '@/lib/contracts/inventory/server-batch'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { previewServerBatch } from '@/lib/services/lifecycle/preview-server-batch'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(previewServerBatchEndpoint, (ctx, { body }) => previewServerBatch(ctx, body)),
})
