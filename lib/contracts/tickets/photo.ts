import { z } from 'zod'
import { MAX_PHOTO_BYTES, PHOTO_TYPES } from '../../domain/tickets/photo'
import { binary, bytes, endpoint, nothing } from '../endpoint'
import { code, text, utc, uuid } from '../primitives'

export const photoView = z
  .object({
    id: uuid,
    at: utc,
    by: z.string(),
    width: z.int(),
    height: z.int(),
    note: z.string().optional(),
  })
  .meta({ id: 'TicketPhoto' })
export type PhotoView = z.input<typeof photoView>

const ofTicket = z.strictObject({ number: code })
const onePhoto = z.strictObject({ number: code, id: uuid })
const tag = 'Tickets'

export const addPhotoEndpoint = endpoint({
  method: 'POST',
  path: '/tickets/{number}/photos',
  operation: 'tickets.add-photo',
  tag,
  summary: 'Add a photo to a ticket: the image is the body, at most 1 MiB and 20 of them a ticket',
  params: ofTicket,
  query: z.strictObject({ note: text(500).optional() }),
  raw: { types: PHOTO_TYPES, schema: binary, most: MAX_PHOTO_BYTES },
  success: 201,
  response: photoView,
  refusals: [404, 409, 415],
})
export const getPhotoEndpoint = endpoint({
  method: 'GET',
  path: '/tickets/{number}/photos/{id}',
  operation: 'tickets.read',
  tag,
  summary: 'The image of a photo',
  params: onePhoto,
  success: 200,
  file: PHOTO_TYPES,
  response: bytes,
  refusals: [404],
})
export const deletePhotoEndpoint = endpoint({
  method: 'DELETE',
  path: '/tickets/{number}/photos/{id}',
  operation: 'tickets.delete-photo',
  tag,
  summary: 'Delete a photo',
  params: onePhoto,
  success: 204,
  response: nothing,
  refusals: [404],
})
