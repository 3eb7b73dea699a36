import type { PhotoView } from '../../contracts/tickets/photo'
import type { Prisma } from '../../db/generated/client'

/** Without the image itself. */
export const photoSelect = {
  id: true,
  at: true,
  by: true,
  width: true,
  height: true,
  note: true,
} as const satisfies Prisma.TicketPhotoSelect

type Row = Prisma.TicketPhotoGetPayload<{ select: typeof photoSelect }>

export function toPhotoView({ id, at, by, width, height, note }: Row): PhotoView {
  return { id, at: at.toISOString(), by, width, height, ...(note === null ? {} : { note }) }
}
