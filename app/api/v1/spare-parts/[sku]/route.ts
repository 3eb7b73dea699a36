import { deleteSparePartEndpoint, editSparePartEndpoint, getSparePartEndpoint } from '@/lib/contracts/tickets/stock'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteSparePart } from '@/lib/services/tickets/delete-spare-part'
import { editSparePart } from '@/lib/services/tickets/edit-spare-part'
import { getSparePart } from '@/lib/services/tickets/get-spare-part'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getSparePartEndpoint, (ctx, { params }) => getSparePart(ctx, params)),
  PATCH: handle(editSparePartEndpoint, (ctx, { params, body, ifMatch }) =>
    editSparePart(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteSparePartEndpoint, (ctx, { params, ifMatch }) => deleteSparePart(ctx, { ...params, ifMatch })),
})
