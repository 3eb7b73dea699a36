import { deleteImageEndpoint, editImageEndpoint, getImageEndpoint } from '@/lib/contracts/planning/image'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteImage } from '@/lib/services/planning/delete-image'
import { editImage } from '@/lib/services/planning/edit-image'
import { getImage } from '@/lib/services/planning/get-image'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getImageEndpoint, (ctx, { params }) => getImage(ctx, params)),
  PATCH: handle(editImageEndpoint, (ctx, { params, body, ifMatch }) => editImage(ctx, { ...params, ...body, ifMatch })),
  DELETE: handle(deleteImageEndpoint, (ctx, { params, ifMatch }) => deleteImage(ctx, { ...params, ifMatch })),
})
