import { listMovementsEndpoint, moveStockEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { listMovements } from '@/lib/services/tickets/list-movements'
import { moveStock } from '@/lib/services/tickets/move-stock'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listMovementsEndpoint, (ctx, { query }) => listMovements(ctx, query)),
  POST: handle(moveStockEndpoint, (ctx, { body }) => moveStock(ctx, body)),
})
