import type { TxCtx } from '../../db/context'
import { mergeFacts, type PartFacts, readFacts, sameFacts } from '../../domain/tickets/part-facts'
import type { FaultGroup } from './fault'

/** A component of a live ticket of which more is known now. datacenterId: where its reserved part lies. */
export interface LearnedComponent {
  id: number
  ticketId: number
  facts: PartFacts
  datacenterId: number | null
}

/**
 * Components that wait or hold a part and of which the faults tell something new, in one statement, or none where they
 * tell nothing. The caller has locked their servers, so that nobody else learns of them meanwhile; whether they hold a
 * part may still change until the spares are locked.
 */
export async function findNewFacts(tx: TxCtx, groups: readonly FaultGroup[]): Promise<LearnedComponent[]> {
  const told = groups.flatMap(({ server, type, facts }) =>
    [...facts].map(([name, known]) => ({ serverId: server.id, type, name, known })),
  )
  if (told.length === 0) return []
  const rows = await tx.db.$queryRaw<
    { id: number; ticketId: number; facts: unknown; datacenterId: number | null; position: number }[]
  >`
    SELECT c.id, c.ticket_id AS "ticketId", c.facts, w.datacenter_id AS "datacenterId", n.position::int AS position
    FROM unnest(${told.map((one) => one.serverId)}::int[], ${told.map((one) => one.type)}::text[],
                ${told.map((one) => one.name)}::text[]) WITH ORDINALITY AS n(server_id, type, name, position)
    JOIN tickets t ON t.server_id = n.server_id AND t.type = n.type AND t.status IN ('OPEN', 'IN_PROGRESS')
    JOIN ticket_components c ON c.ticket_id = t.id AND c.name = n.name AND c.part_status IN ('WAITING', 'RESERVED')
    LEFT JOIN warehouses w ON w.id = c.warehouse_id
    ORDER BY c.id`
  return rows.flatMap(({ position, facts, ...row }) => {
    const before = readFacts(facts)
    const merged = mergeFacts(before, told[position - 1]?.known ?? {})
    return sameFacts(before, merged) ? [] : [{ ...row, facts: merged }]
  })
}
