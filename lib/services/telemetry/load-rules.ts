import type { TxCtx } from '../../db/context'
import type { Rule } from '../../domain/telemetry/rules'
import { TICKET_TYPES } from '../../domain/ticket-state'

/** The rules as they stand now: read once a request, so that an edit counts from the next one on. */
export async function loadRules(tx: TxCtx): Promise<Rule[]> {
  const rows = await tx.db.telemetryRule.findMany({
    where: { enabled: true },
    select: { kind: true, field: true, threshold: true, ticketType: true, priority: true, enabled: true },
  })
  return rows.flatMap((row) => {
    const ticketType = TICKET_TYPES.find((type) => type === row.ticketType)
    return ticketType === undefined ? [] : [{ ...row, ticketType }]
  })
}
