import { undoScanEndpoint } from '@/lib/contracts/tickets/repair'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { undoScan } from '@/lib/services/tickets/undo-scan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(undoScanEndpoint, (ctx, { params }) => undoScan(ctx, params)),
})
