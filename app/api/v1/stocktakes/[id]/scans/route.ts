import { recordStocktakeScanEndpoint } from '@/lib/contracts/inventory/stocktake'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { recordStocktakeScan } from '@/lib/services/inventory/record-stocktake-scan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(recordStocktakeScanEndpoint, (ctx, { params, body }) =>
    recordStocktakeScan(ctx, { ...params, ...body }),
  ),
})
