import { deleteSavedViewEndpoint, editSavedViewEndpoint, getSavedViewEndpoint } from '@/lib/contracts/access/saved-view'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteSavedView } from '@/lib/services/access/delete-saved-view'
import { editSavedView } from '@/lib/services/access/edit-saved-view'
import { getSavedView } from '@/lib/services/access/get-saved-view'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getSavedViewEndpoint, (ctx, { params }) => getSavedView(ctx, params)),
  PATCH: handle(editSavedViewEndpoint, (ctx, { params, body, ifMatch }) =>
    editSavedView(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteSavedViewEndpoint, (ctx, { params, ifMatch }) => deleteSavedView(ctx, { ...params, ifMatch })),
})
