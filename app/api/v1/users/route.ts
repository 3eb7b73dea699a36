import { createUserEndpoint, listUsersEndpoint } from '@/lib/contracts/access/user'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createUser } from '@/lib/services/access/create-user'
import { listUsers } from '@/lib/services/access/list-users'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listUsersEndpoint, (ctx, { query }) => listUsers(ctx, query)),
  POST: handle(createUserEndpoint, (ctx, { body }) => createUser(ctx, body)),
})
