import type { TxCtx } from '../../db/context'

/** Counts one more event for each ticket named, in one statement: for events that end a ticket rather than open one. */
export async function countEvents(tx: TxCtx, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return
  await tx.db.ticket.updateMany({ where: { id: { in: [...ticketIds] } }, data: { eventCount: { increment: 1 } } })
}
