import { deleteUserEndpoint, editUserEndpoint, getUserEndpoint } from '@/lib/contracts/access/user'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteUser } from '@/lib/services/access/delete-user'
import { editUser } from '@/lib/services/access/edit-user'
import { getUser } from '@/lib/services/access/get-user'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getUserEndpoint, (ctx, { params }) => getUser(ctx, params)),
  PATCH: handle(editUserEndpoint, (ctx, { params, body, ifMatch }) => editUser(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(deleteUserEndpoint, (ctx, { params, ifMatch }) => deleteUser(ctx, { ...params, ifMatch })),
})
