import type { TxCtx } from '../../db/context'
import { LIVE_TICKET_STATES, type TicketState, type TicketType, ticketMachine } from '../../domain/ticket-state'
import { recordAudits } from '../audit/record-audit'
import { adjustHighTickets } from './adjust-high-tickets'
import { endRepairs } from './end-repairs'
import { returnParts } from './return-parts'

export interface ClosedTicket {
  id: number
  number: string
  serverId: number
  type: TicketType
  from: TicketState
  to: 'DONE' | 'WONT_FIX'
}

/**
 * Ends tickets without the crew (a scrapped server, a host that answers again): WONT_FIX, or DONE for those that are
 * IN_PROGRESS where `worked` says so; those in a state that is to be left alone stay. Reserved parts go back to stock and to whoever waits for them. A fixed number of
 * statements, but for the parts returned. The caller has locked the servers, and the spares (as supply) where parts may
 * be reserved. Tickets that are closed already are left alone.
 */
export async function closeTickets(
  tx: TxCtx,
  input: {
    ticketIds: readonly number[]
    worked: boolean
    leave?: readonly TicketState[]
    action: string
    reason: string
  },
): Promise<ClosedTicket[]> {
  if (input.ticketIds.length === 0) return []
  const ends = LIVE_TICKET_STATES.filter((state) => !(input.leave ?? []).includes(state))
  const rows = await tx.db.$queryRaw<
    (Omit<ClosedTicket, 'to'> & { priority: string; datacenterId: number; events: number })[]
  >`SELECT id, number, server_id AS "serverId", type, status::text AS "from", priority::text AS priority, datacenter_id AS "datacenterId"
    FROM tickets WHERE id = ANY(${[...input.ticketIds]}::int[]) AND status::text = ANY(${ends}::text[]) ORDER BY id FOR UPDATE`
  const closed = rows.map((row) => ({ ...row, to: endOf(row.from, input.worked) }))
  const now = tx.clock()
  for (const to of ['DONE', 'WONT_FIX'] as const) {
    const ids = closed.filter((ticket) => ticket.to === to).map((ticket) => ticket.id)
    if (ids.length === 0) continue
    await tx.db.ticket.updateMany({
      where: { id: { in: ids }, status: { in: [...ticketMachine.sources(to)] } },
      data: { status: to, endedAt: now, updatedAt: now, version: { increment: 1 } },
    })
  }
  await tx.db.ticketNote.createMany({
    data: closed.map((ticket) => ({ ticketId: ticket.id, at: now, by: tx.actor.name, text: input.reason })),
  })
  const deltas = new Map<number, number>()
  for (const ticket of closed.filter((row) => row.priority === 'HIGH'))
    deltas.set(ticket.serverId, (deltas.get(ticket.serverId) ?? 0) - 1)
  await adjustHighTickets(tx, deltas)
  await recordAudits(
    tx,
    closed.map((ticket) => ({
      action: input.action,
      entity: 'ticket',
      key: ticket.number,
      from: ticket.from,
      to: ticket.to,
      reason: input.reason,
      datacenterId: ticket.datacenterId,
    })),
  )
  await returnParts(
    tx,
    closed.filter((ticket) => ticket.to === 'WONT_FIX').map((ticket) => ticket.id),
    input.reason,
  )
  await endRepairs(
    tx,
    closed.filter((ticket) => ticket.to === 'DONE').map((ticket) => ticket.id),
  )
  return closed
}

function endOf(from: TicketState, worked: boolean): 'DONE' | 'WONT_FIX' {
  return worked && ticketMachine.canGo(from, 'DONE') ? 'DONE' : 'WONT_FIX'
}
