import { listStocktakesEndpoint, startStocktakeEndpoint } from '@/lib/contracts/inventory/stocktake'
import { Answer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listStocktakes } from '@/lib/services/inventory/list-stocktakes'
import { startStocktake } from '@/lib/services/inventory/start-stocktake'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listStocktakesEndpoint, (ctx, { query }) => listStocktakes(ctx, query)),
  POST: handle(startStocktakeEndpoint, async (ctx, { body }) => {
    const { created, stocktake } = await startStocktake(ctx, body)
    return new Answer(stocktake, created ? 201 : 200)
  }),
})
