import { listStockEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listStock } from '@/lib/services/tickets/list-stock'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listStockEndpoint, (ctx, { query }) => listStock(ctx, query)),
})
