import { codeArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { unseen } from '../../db/once-planned'

/** Components that were said to be healthy, or were verified, and of which newer evidence says otherwise, are so no more. */
export async function renewEvidence(
  tx: TxCtx,
  evidence: readonly { ticketId: number; name: string; at: Date }[],
): Promise<void> {
  if (evidence.length === 0) return
  await tx.db.$executeRaw`
    UPDATE ticket_components c
    SET recovered_at = CASE WHEN c.recovered_at >= n.at THEN c.recovered_at END,
        verified_at = CASE WHEN c.verified_at >= n.at THEN c.verified_at END,
        verified_by = CASE WHEN c.verified_at >= n.at THEN c.verified_by END,
        verified_how = CASE WHEN c.verified_at >= n.at THEN c.verified_how END,
        verify_note = CASE WHEN c.verified_at >= n.at THEN c.verify_note END
    FROM (SELECT ticket_id, name, max(at) AS at FROM unnest(${unseen.ints(evidence.map((one) => one.ticketId))}, ${unseen.texts(evidence.map((one) => one.name))},
                ${unseen.as('timestamptz[]', codeArray(evidence.map((one) => one.at.toISOString())))}) AS e(ticket_id, name, at)
          GROUP BY ticket_id, name) AS n
    WHERE c.ticket_id = n.ticket_id AND c.name = n.name AND (c.recovered_at < n.at OR c.verified_at < n.at)`
}
