import { addPhotoEndpoint } from '@/lib/contracts/tickets/photo'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { addPhoto } from '@/lib/services/tickets/add-photo'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: handle(addPhotoEndpoint, (ctx, { params, query, raw }) =>
    addPhoto(ctx, { ...params, ...query, body: raw.bytes }),
  ),
})
