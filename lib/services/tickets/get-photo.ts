import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'

/** The image of a ticket's photo, and of which media type it is. */
export async function getPhoto(
  ctx: Ctx,
  input: { number: string; id: string },
): Promise<{ body: Uint8Array<ArrayBuffer>; mediaType: string }> {
  const row = await ctx.db.ticketPhoto.findFirst({
    where: { id: input.id, ticket: { number: input.number } },
    select: { body: true, mediaType: true, ticket: { select: { datacenterId: true } } },
  })
  if (row === null) throw notFound('photo', input.id)
  authorize(ctx, 'tickets.read', row.ticket.datacenterId)
  return { body: row.body, mediaType: row.mediaType }
}
