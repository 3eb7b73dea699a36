import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { suppressionOf } from '../../domain/telemetry/rules'
import { type Priority, TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import { factsOf } from '../../domain/tickets/facts-of'
import type { Fault } from '../tickets/fault'
import { openOrAttach } from '../tickets/open-or-attach'
import { type LockedServer, lockJudgedServers } from './lock-judged-servers'

const CHUNK = 500

interface Due {
  serverId: number
  type: TicketType
  component: string
  priority: Priority
  partKind: string | null
  eventTs: Date
  hash: string
  payload: Record<string, unknown>
}

/**
 * For the worker: opens the tickets of faults that had to be still so by now. What was said to be over is not among them any
 * more. In an outage a server that does not answer goes on waiting for its end, like one that went away during it. Safe to
 * repeat and to run beside itself. Returns how many tickets opened.
 */
export async function openDueFaults(ctx: Ctx): Promise<number> {
  let opened = 0
  for (let more = true; more; ) {
    const done = await inTransaction(ctx, openChunk)
    opened += done.opened
    more = done.taken === CHUNK
  }
  return opened
}

async function openChunk(tx: TxCtx): Promise<{ taken: number; opened: number }> {
  const waiting = await tx.db.$queryRaw<{ serverId: number }[]>`
    SELECT server_id AS "serverId" FROM waiting_faults WHERE due_at <= ${tx.clock()} ORDER BY due_at LIMIT ${CHUNK}`
  const ids = [...new Set(waiting.map((row) => row.serverId))]
  const servers = await lockJudgedServers(tx, ids)
  const rows = await tx.db.$queryRaw<(Omit<Due, 'type'> & { type: string })[]>`
    WITH due AS (DELETE FROM waiting_faults WHERE server_id = ANY(${ids}::int[]) AND due_at <= ${tx.clock()} RETURNING *)
    SELECT d.server_id AS "serverId", d.ticket_type AS type, d.component, d.priority::text AS priority, d.part_kind AS "partKind",
           d.event_ts AS "eventTs", encode(d.event_hash, 'hex') AS hash, coalesce(e.payload, '{}') AS payload
    FROM due d
    LEFT JOIN telemetry_events e ON e.server_id = d.server_id AND e.ts = d.event_ts AND e.hash = d.event_hash`
  const due = rows
    .flatMap((row) => TICKET_TYPES.filter((type) => type === row.type).map((type): Due => ({ ...row, type })))
    .sort((a, b) => a.serverId - b.serverId || a.eventTs.getTime() - b.eventTs.getTime())
  const suppressed = due.filter((one) => suppressionOfDue(servers.get(one.serverId), one.type) === 'power-outage')
  await tx.db.serverSymptom.updateMany({
    where: { serverId: { in: suppressed.map((one) => one.serverId) }, symptom: 'host', state: 'ASSERTED' },
    data: { suppressed: true },
  })
  const opening = due.filter((one) => suppressionOfDue(servers.get(one.serverId), one.type) === null)
  return { taken: waiting.length, opened: await open(tx, opening, servers) }
}

function suppressionOfDue(server: LockedServer | undefined, type: TicketType) {
  if (server === undefined || server.decommissioned) return 'gone'
  return suppressionOf(type, server)
}

async function open(tx: TxCtx, due: readonly Due[], servers: ReadonlyMap<number, LockedServer>): Promise<number> {
  if (due.length === 0) return 0
  const faults = due.map(
    ({ serverId, type, priority, component, partKind, eventTs, payload }): Fault => ({
      ...{ serverId, type, priority, component, partKind, at: eventTs, events: 1, facts: factsOf(type, payload) },
    }),
  )
  const tickets = await openOrAttach(tx, { faults, action: 'telemetry.open-due-faults', servers })
  // The event says why it opened nothing when it came, and now leads to the ticket all the same.
  await tx.db.$executeRaw`
    UPDATE telemetry_events e SET ticket_id = n.ticket_id
    FROM unnest(${due.map((one) => one.serverId)}::int[], ${due.map((one) => one.eventTs.toISOString())}::timestamptz[],
                ${due.map((one) => one.hash)}::text[], ${tickets.map((ticket) => ticket.ticketId)}::int[])
         AS n(server_id, ts, hash, ticket_id)
    WHERE e.server_id = n.server_id AND e.ts = n.ts AND e.hash = decode(n.hash, 'hex') AND e.ticket_id IS NULL`
  return tickets.filter((ticket) => ticket.opened).length
}
