import type { TxCtx } from '../../db/context'
import { RULE_AGGREGATES, RULE_OPERATORS, type Rule } from '../../domain/telemetry/rules'
import { TICKET_TYPES } from '../../domain/ticket-state'

/** The rules as they stand now: read once a request, so that an edit counts from the next one on. */
export async function loadRules(tx: TxCtx): Promise<Rule[]> {
  const rows = await tx.db.telemetryRule.findMany({
    where: { enabled: true },
    select: {
      kind: true,
      field: true,
      operator: true,
      threshold: true,
      aggregate: true,
      windowMinutes: true,
      stillAfterMinutes: true,
      ticketType: true,
      priority: true,
      partKind: true,
      enabled: true,
    },
  })
  return rows.flatMap(({ ticketType: type, operator: test, aggregate: over, ...row }) => {
    const ticketType = TICKET_TYPES.find((name) => name === type)
    const operator = RULE_OPERATORS.find((name) => name === test)
    if (ticketType === undefined || operator === undefined) return []
    return [{ ...row, ticketType, operator, aggregate: RULE_AGGREGATES.find((name) => name === over) ?? null }]
  })
}
