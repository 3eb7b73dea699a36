import { closeStocktakeEndpoint } from '@/lib/contracts/inventory/stocktake'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { closeStocktake } from '@/lib/services/inventory/close-stocktake'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(closeStocktakeEndpoint, (ctx, { params }) => closeStocktake(ctx, params)),
})
