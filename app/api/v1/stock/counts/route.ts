import { countStockEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { countStock } from '@/lib/services/tickets/count-stock'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(countStockEndpoint, (ctx, { body }) => countStock(ctx, body)),
})
