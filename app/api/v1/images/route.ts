import { createImageEndpoint, listImagesEndpoint } from '@/lib/contracts/planning/image'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createImage } from '@/lib/services/planning/create-image'
import { listImages } from '@/lib/services/planning/list-images'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listImagesEndpoint, (ctx, { query }) => listImages(ctx, query)),
  POST: handle(createImageEndpoint, (ctx, { body }) => createImage(ctx, body)),
})
