import { takeBackScanEndpoint } from '@/lib/contracts/inventory/server'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { takeBackScan } from '@/lib/services/inventory/take-back-scan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(takeBackScanEndpoint, (ctx, { body }) => takeBackScan(ctx, body)),
})
