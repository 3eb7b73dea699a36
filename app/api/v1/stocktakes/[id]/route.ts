import { getStocktakeEndpoint } from '@/lib/contracts/inventory/stocktake'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getStocktake } from '@/lib/services/inventory/get-stocktake'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getStocktakeEndpoint, (ctx, { params }) => getStocktake(ctx, params)),
})
