import type { PhotoView } from '../../contracts/tickets/photo'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { AppError, conflict, notFound } from '../../domain/errors'
import { MAX_PHOTO_BYTES, MAX_PHOTO_SIDE, MAX_PHOTOS, type Photo, readPhoto } from '../../domain/tickets/photo'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { lockTicket } from './lock-ticket'
import { photoSelect, toPhotoView } from './photo-view'

interface Input {
  number: string
  body: Uint8Array<ArrayBuffer>
  note?: string | undefined
}

/**
 * Adds a photo to a ticket, also to a closed one, as a note. What it is its bytes say, not its sender. Throws
 * `unsupported-media-type` for what is no image, `payload-too-large`, and `conflict` where the ticket has as many as it may.
 */
export async function addPhoto(ctx: Ctx, input: Input): Promise<PhotoView> {
  const { number, body, note } = input
  const photo = checked(body)
  return inTransaction(ctx, async (tx) => {
    const found = await tx.db.ticket.findUnique({ where: { number }, select: { id: true, datacenterId: true } })
    if (found === null) throw notFound('ticket', number)
    authorize(tx, 'tickets.add-photo', found.datacenterId)
    const ticket = await lockTicket(tx, found.id)
    const position = await freePosition(tx, ticket)
    const at = tx.clock()
    const row = await tx.db.ticketPhoto.create({
      data: { ...photo, ticketId: ticket.id, position, at, by: tx.actor.name, note: note ?? null, body },
      select: photoSelect,
    })
    await tx.db.ticket.update({ where: { id: ticket.id }, data: { version: { increment: 1 }, updatedAt: at } })
    await recordAudit(tx, {
      action: 'tickets.add-photo',
      entity: 'ticket',
      key: ticket.number,
      datacenterId: ticket.datacenterId,
      detail: { photo: { id: row.id, ...photo, bytes: body.byteLength }, ...(note === undefined ? {} : { note }) },
    })
    return toPhotoView(row)
  })
}

function checked(body: Uint8Array): Photo {
  if (body.byteLength > MAX_PHOTO_BYTES)
    throw new AppError('payload-too-large', `A photo may have at most ${MAX_PHOTO_BYTES} bytes.`)
  const photo = readPhoto(body)
  if (photo === null) throw new AppError('unsupported-media-type', 'The body is no JPEG, PNG or WebP image.')
  if (photo.width === null) throw unfit('The image breaks off.')
  if ([photo.width, photo.height].some((side) => side < 1 || side > MAX_PHOTO_SIDE))
    throw unfit(`An image has 1 to ${MAX_PHOTO_SIDE} pixels a side.`)
  return photo
}

const unfit = (message: string) => new AppError('malformed', message, { fields: [{ path: '', message }] })

/** The lowest free place; the ticket is locked, so that nobody else takes it. */
async function freePosition(tx: TxCtx, ticket: { id: number; number: string }): Promise<number> {
  const [free] = await tx.db.$queryRaw<{ position: number }[]>`
    SELECT n AS position FROM generate_series(1, ${MAX_PHOTOS}::int) n
    WHERE NOT EXISTS (SELECT 1 FROM ticket_photos p WHERE p.ticket_id = ${ticket.id} AND p.position = n)
    ORDER BY n LIMIT 1`
  if (free !== undefined) return free.position
  const message = `${ticket.number} has ${MAX_PHOTOS} photos, and no place for another: delete one first.`
  throw conflict('conflict', message, { ticket: ticket.number, most: MAX_PHOTOS })
}
