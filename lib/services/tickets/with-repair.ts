import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import type { Operation } from '../../domain/access/permissions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { lockServerSpares } from './lock-server-spares'
import { lockTicket } from './lock-ticket'
import { readTickets } from './read-tickets'
import type { RepairTicket } from './repair-row'

/**
 * Runs a step of a repair with the server, the spares it may move and the ticket locked, so that of two who do the same at
 * once the second sees what the first did. The ticket's version grows with what `work` records; false: it recorded nothing.
 */
export async function withRepair<T>(
  ctx: Ctx,
  input: { number: string; operation: Operation },
  work: (tx: TxCtx, ticket: RepairTicket) => Promise<{ result: T; changed: boolean }>,
): Promise<{ ticketId: number; result: T }> {
  return inTransaction(ctx, async (tx) => {
    const found = await tx.db.ticket.findUnique({
      where: { number: input.number },
      select: { id: true, serverId: true, datacenterId: true },
    })
    if (found === null) throw notFound('ticket', input.number)
    authorize(tx, input.operation, found.datacenterId)
    await lockServerSpares(tx, found.serverId)
    const { id, number, serverId, datacenterId } = await lockTicket(tx, found.id)
    const [row] = await readTickets(tx, [id])
    if (row === undefined) throw new Error(`Ticket ${id} is gone`)
    const { result, changed } = await work(tx, { id, number, serverId, datacenterId, row })
    if (changed)
      await tx.db.ticket.update({ where: { id }, data: { version: { increment: 1 }, updatedAt: tx.clock() } })
    return { ticketId: id, result }
  })
}
