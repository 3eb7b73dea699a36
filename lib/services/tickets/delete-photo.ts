import { type Ctx, inTransaction } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { lockTicket } from './lock-ticket'

/** Takes a photo off a ticket. The audit log keeps that it was there, not the image. */
export async function deletePhoto(ctx: Ctx, input: { number: string; id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await tx.db.ticket.findUnique({
      where: { number: input.number },
      select: { id: true, datacenterId: true },
    })
    if (found === null) throw notFound('ticket', input.number)
    authorize(tx, 'tickets.delete-photo', found.datacenterId)
    const ticket = await lockTicket(tx, found.id)
    const { count } = await tx.db.ticketPhoto.deleteMany({ where: { id: input.id, ticketId: ticket.id } })
    if (count === 0) throw notFound('photo', input.id)
    await tx.db.ticket.update({
      where: { id: ticket.id },
      data: { version: { increment: 1 }, updatedAt: tx.clock() },
    })
    await recordAudit(tx, {
      action: 'tickets.delete-photo',
      entity: 'ticket',
      key: ticket.number,
      datacenterId: ticket.datacenterId,
      detail: { photo: { id: input.id } },
    })
  })
}
