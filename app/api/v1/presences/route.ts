import { keepPresenceEndpoint, listPresencesEndpoint } from '@/lib/contracts/access/presence'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { keepPresence } from '@/lib/services/access/keep-presence'
import { listPresences } from '@/lib/services/access/list-presences'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listPresencesEndpoint, (ctx, { query }) => listPresences(ctx, query)),
  POST: handle(keepPresenceEndpoint, (ctx, { body }) => keepPresence(ctx, body)),
})
