import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { text, utc, version } from '../primitives'

/** The lists that a view can be of, by the first part of their address. */
export const viewedPage = z.enum(['servers', 'orders', 'racks', 'tickets', 'stock', 'audit', 'provisioning'])
export type ViewedPage = z.output<typeof viewedPage>

/** What stands behind the question mark of the page's address, without the page of the list that one was on. */
const query = z
  .string()
  .max(4000)
  .refine((value) => /^[\x21-\x7e]*$/.test(value) && !/[?#]/.test(value), {
    message: 'As in an address, without its question mark',
  })
  .meta({ description: 'Query string of the page', example: 'state=BROKEN&sort=-updatedAt' })

export const savedViewView = z
  .object({
    id: z.uuid(),
    page: viewedPage,
    name: z.string(),
    query: z.string(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'SavedView' })
export type SavedViewView = z.input<typeof savedViewView>

export const createSavedViewInput = z.strictObject({ page: viewedPage, name: text(60), query })
export const editSavedViewInput = z.strictObject({ name: text(60).optional(), query: query.optional() })

const params = z.strictObject({ id: z.uuid() })
const tag = 'Access'

export const listSavedViewsEndpoint = endpoint({
  method: 'GET',
  path: '/saved-views',
  operation: null,
  tag,
  summary: 'List one’s own saved views, by name',
  query: z.strictObject({ ...pageQuery, page: anyOf(viewedPage) }),
  success: 200,
  response: page(savedViewView),
})
export const createSavedViewEndpoint = endpoint({
  method: 'POST',
  path: '/saved-views',
  operation: 'access.create-saved-view',
  tag,
  summary: 'Keep a list’s filters, columns and sorting under a name of one’s own',
  body: createSavedViewInput,
  success: 201,
  response: savedViewView,
  refusals: [409],
})
export const getSavedViewEndpoint = endpoint({
  method: 'GET',
  path: '/saved-views/{id}',
  operation: null,
  tag,
  summary: 'One of one’s own saved views',
  params,
  success: 200,
  response: savedViewView,
  refusals: [404],
})
export const editSavedViewEndpoint = endpoint({
  method: 'PATCH',
  path: '/saved-views/{id}',
  operation: 'access.edit-saved-view',
  tag,
  summary: 'Rename a saved view or change what it shows',
  params,
  body: editSavedViewInput,
  success: 200,
  response: savedViewView,
  refusals: [404, 409, 412],
})
export const deleteSavedViewEndpoint = endpoint({
  method: 'DELETE',
  path: '/saved-views/{id}',
  operation: 'access.delete-saved-view',
  tag,
  summary: 'Delete a saved view',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
