import { editStockEndpoint, getStockEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { editStock } from '@/lib/services/tickets/edit-stock'
import { getStock } from '@/lib/services/tickets/get-stock'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getStockEndpoint, (ctx, { params }) => getStock(ctx, params)),
  PATCH: handle(editStockEndpoint, (ctx, { params, body, ifMatch }) => editStock(ctx, { ...params, ...body, ifMatch })),
})
