import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'

export interface Recovery {
  ticketId: number
  number: string
  components: readonly string[]
  at: Date
}

/**
 * Marks components of live tickets as last said to be healthy, and counts the events. Returns the tickets of which every
 * component is marked now. A fixed number of statements; the caller has locked the servers.
 */
export async function recoverComponents(tx: TxCtx, recoveries: readonly Recovery[]): Promise<Set<number>> {
  if (recoveries.length === 0) return new Set()
  const marks = recoveries.flatMap(({ ticketId, components, at }) =>
    components.map((name) => ({ ticketId, name, at: at.toISOString() })),
  )
  await tx.db.$executeRaw`
    UPDATE ticket_components c SET recovered_at = greatest(c.recovered_at, n.at)
    FROM (SELECT ticket_id, name, max(at) AS at
          FROM unnest(${marks.map((mark) => mark.ticketId)}::int[], ${marks.map((mark) => mark.name)}::text[],
                      ${marks.map((mark) => mark.at)}::timestamptz[]) AS m(ticket_id, name, at)
          GROUP BY ticket_id, name) AS n
    WHERE c.ticket_id = n.ticket_id AND c.name = n.name`
  const whole = await tx.db.$queryRaw<{ id: number }[]>`
    UPDATE tickets t SET event_count = t.event_count + n.events, version = t.version + 1, updated_at = ${tx.clock()}
    FROM (SELECT id, count(*)::int AS events FROM unnest(${recoveries.map((one) => one.ticketId)}::int[]) AS m(id) GROUP BY id) AS n
    WHERE t.id = n.id
    RETURNING CASE WHEN NOT EXISTS (SELECT 1 FROM ticket_components c WHERE c.ticket_id = t.id AND c.recovered_at IS NULL)
                   THEN t.id END AS id`
  await announceChanges(
    tx,
    [...new Set(recoveries.map((one) => one.number))].map((key) => ({ entity: 'ticket' as const, key })),
  )
  return new Set(whole.flatMap((row) => (row.id === null ? [] : [row.id])))
}
