import { deletePhotoEndpoint, getPhotoEndpoint } from '@/lib/contracts/tickets/photo'
import { FileAnswer, handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deletePhoto } from '@/lib/services/tickets/delete-photo'
import { getPhoto } from '@/lib/services/tickets/get-photo'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getPhotoEndpoint, async (ctx, { params }) => {
    const { body, mediaType } = await getPhoto(ctx, params)
    // Another image has another id.
    return new FileAnswer(body, mediaType, { immutable: true })
  }),
  DELETE: handle(deletePhotoEndpoint, (ctx, { params }) => deletePhoto(ctx, params)),
})
