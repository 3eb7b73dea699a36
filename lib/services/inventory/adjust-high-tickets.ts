import type { TxCtx } from '../../db/context'

/**
 * Adds to the number of open HIGH tickets that stands on the server's row for planning to read. In the transaction that
 * opens or closes one; the row lock that it takes is the one of allocation, hold and scan.
 */
export const adjustOpenHighTickets = async (tx: TxCtx, serverId: number, delta: number): Promise<void> => {
  await tx.db.server.updateMany({
    where: { id: serverId },
    data: { openHighTickets: { increment: delta }, version: { increment: 1 } },
  })
}
