import type { TxCtx } from '../../db/context'
import { announceChanges } from '../audit/record-audit'

/**
 * Opens the incident of an outage, into which what its servers say of not answering is folded. The caller has locked the
 * datacenter or rack; that there is one of each at most, the database refuses as well. Returns its number.
 */
export async function beginIncident(
  tx: TxCtx,
  at: { datacenterId: number; rackId: number | null },
): Promise<{ incident: string }> {
  const row = await tx.db.incident.create({
    data: { ...at, startedAt: tx.clock(), startedBy: tx.actor.name },
    select: { number: true },
  })
  await announceChanges(tx, [{ entity: 'incident', key: row.number }])
  return { incident: row.number }
}
