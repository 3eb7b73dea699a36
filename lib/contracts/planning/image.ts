import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { page, pageQuery, search } from '../paging'
import { code, sha256, text, utc, version } from '../primitives'

export const imageView = z
  .object({
    slug: code,
    name: z.string(),
    address: z.string().optional(),
    sha256: z.string().optional(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'Image' })
export type ImageView = z.input<typeof imageView>

export const createImageInput = z.strictObject({
  slug: code,
  name: text(200),
  address: z.url().max(1000).optional(),
  sha256: sha256.optional(),
})
export const editImageInput = z.strictObject({
  name: text(200).optional(),
  address: z.url().max(1000).nullable().optional(),
  sha256: sha256.nullable().optional(),
})

const params = z.strictObject({ slug: code })
const tag = 'Planning'

export const listImagesEndpoint = endpoint({
  method: 'GET',
  path: '/images',
  operation: 'planning.read',
  tag,
  summary: 'List images',
  query: z.strictObject({ ...pageQuery, q: search }),
  success: 200,
  response: page(imageView),
})
export const createImageEndpoint = endpoint({
  method: 'POST',
  path: '/images',
  operation: 'planning.create-image',
  tag,
  summary: 'Add an image',
  body: createImageInput,
  success: 201,
  response: imageView,
  refusals: [409],
})
export const getImageEndpoint = endpoint({
  method: 'GET',
  path: '/images/{slug}',
  operation: 'planning.read',
  tag,
  summary: 'One image',
  params,
  success: 200,
  response: imageView,
  refusals: [404],
})
export const editImageEndpoint = endpoint({
  method: 'PATCH',
  path: '/images/{slug}',
  operation: 'planning.edit-image',
  tag,
  summary: 'Edit an image',
  params,
  body: editImageInput,
  success: 200,
  response: imageView,
  refusals: [404, 412],
})
export const deleteImageEndpoint = endpoint({
  method: 'DELETE',
  path: '/images/{slug}',
  operation: 'planning.delete-image',
  tag,
  summary: 'Delete an image that no order refers to',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
