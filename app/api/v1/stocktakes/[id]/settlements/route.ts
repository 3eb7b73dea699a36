import { settleStocktakeLineEndpoint } from '@/lib/contracts/inventory/stocktake'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { settleStocktakeLine } from '@/lib/services/inventory/settle-stocktake-line'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(settleStocktakeLineEndpoint, (ctx, { params, body }) =>
    settleStocktakeLine(ctx, { ...params, ...body }),
  ),
})
