import type { TxCtx } from '../../db/context'
import { notFound } from '../../domain/errors'
import type { LockedTicket } from './locked-ticket'

/** Locks a ticket's row; its server, and the spares where parts may move, are locked before it. */
export async function lockTicket(tx: TxCtx, id: number): Promise<LockedTicket> {
  const rows = await tx.db.$queryRaw<LockedTicket[]>`
    SELECT id, number, status::text AS status, priority::text AS priority, version, assignee, server_id AS "serverId",
           datacenter_id AS "datacenterId"
    FROM tickets WHERE id = ${id} FOR UPDATE`
  const ticket = rows[0]
  if (ticket === undefined) throw notFound('ticket', id)
  return ticket
}
