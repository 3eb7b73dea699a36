import { createSavedViewEndpoint, listSavedViewsEndpoint } from '@/lib/contracts/access/saved-view'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createSavedView } from '@/lib/services/access/create-saved-view'
import { listSavedViews } from '@/lib/services/access/list-saved-views'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listSavedViewsEndpoint, (ctx, { query }) => listSavedViews(ctx, query)),
  POST: handle(createSavedViewEndpoint, (ctx, { body }) => createSavedView(ctx, body)),
})
