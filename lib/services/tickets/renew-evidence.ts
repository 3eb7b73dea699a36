import type { TxCtx } from '../../db/context'

/** Components that were said to be healthy, and of which newer evidence says otherwise, are marked so no more. */
export async function renewEvidence(
  tx: TxCtx,
  evidence: readonly { ticketId: number; name: string; at: Date }[],
): Promise<void> {
  if (evidence.length === 0) return
  await tx.db.$executeRaw`
    UPDATE ticket_components c SET recovered_at = NULL
    FROM unnest(${evidence.map((one) => one.ticketId)}::int[], ${evidence.map((one) => one.name)}::text[],
                ${evidence.map((one) => one.at.toISOString())}::timestamptz[]) AS n(ticket_id, name, at)
    WHERE c.ticket_id = n.ticket_id AND c.name = n.name AND c.recovered_at < n.at`
}
