import { transferStockEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { transferStock } from '@/lib/services/tickets/transfer-stock'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(transferStockEndpoint, (ctx, { body }) => transferStock(ctx, body)),
})
