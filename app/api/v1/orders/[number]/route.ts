import { deleteOrderEndpoint, editOrderEndpoint, getOrderEndpoint } from '@/lib/contracts/planning/order'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteOrder } from '@/lib/services/planning/delete-order'
import { editOrder } from '@/lib/services/planning/edit-order'
import { getOrder } from '@/lib/services/planning/get-order'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getOrderEndpoint, (ctx, { params }) => getOrder(ctx, params)),
  PATCH: handle(editOrderEndpoint, (ctx, { params, body, ifMatch }) => editOrder(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(deleteOrderEndpoint, (ctx, { params, ifMatch }) => deleteOrder(ctx, { ...params, ifMatch })),
})
