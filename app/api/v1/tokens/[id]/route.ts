import { deleteTokenEndpoint, editTokenEndpoint, getTokenEndpoint } from '@/lib/contracts/access/user'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteToken } from '@/lib/services/access/delete-token'
import { editToken } from '@/lib/services/access/edit-token'
import { getToken } from '@/lib/services/access/get-token'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getTokenEndpoint, (ctx, { params }) => getToken(ctx, params)),
  PATCH: handle(editTokenEndpoint, (ctx, { params, body, ifMatch }) => editToken(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(deleteTokenEndpoint, (ctx, { params, ifMatch }) => deleteToken(ctx, { ...params, ifMatch })),
})
