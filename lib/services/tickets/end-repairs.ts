import type { TxCtx } from '../../db/context'
import { applyServerTransition } from '../inventory/apply-server-transition'

/**
 * Tickets are done: a server that was taken out of service for one, stands in its rack and is still REPAIRING is RACKED
 * again, unless another live ticket keeps it out. One that left its rack comes back by a scan. The caller has locked the
 * servers; one statement where none was taken out.
 */
export async function endRepairs(tx: TxCtx, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return
  const mended = await tx.db.$queryRaw<{ serverId: number; number: string }[]>`
    SELECT DISTINCT ON (s.id) s.id AS "serverId", t.number
    FROM tickets t JOIN servers s ON s.id = t.server_id
    WHERE t.id = ANY(${[...ticketIds]}::int[]) AND t.out_of_service AND s.state = 'REPAIRING' AND s.rack_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM tickets o WHERE o.server_id = s.id AND o.status IN ('OPEN', 'IN_PROGRESS') AND o.out_of_service)
    ORDER BY s.id`
  for (const { serverId, number } of mended) {
    await applyServerTransition(tx, {
      serverId,
      to: 'RACKED',
      from: ['REPAIRING'],
      action: 'tickets.end-repair',
      reason: `${number} is done`,
    })
  }
}
