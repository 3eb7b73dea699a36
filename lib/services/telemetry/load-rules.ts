import type { TxCtx } from '../../db/context'
import { RULE_AGGREGATES, RULE_OPERATORS, type Rule } from '../../domain/telemetry/rules'
import { TICKET_TYPES } from '../../domain/ticket-state'

type RuleRow = { [Key in keyof Rule]: Key extends 'operator' | 'ticketType' | 'aggregate' ? string | null : Rule[Key] }

/**
 * The rules as they stand now: read once a request, so that an edit counts from the next one on. Not by Prisma's findMany:
 * inside a transaction it holds on to what the transaction has in hand until the next full collection of garbage, which
 * for batches of events is most of what collecting costs.
 */
export async function loadRules(tx: TxCtx): Promise<Rule[]> {
  const rows = await tx.db.$queryRaw<RuleRow[]>`
    SELECT kind, field, operator, threshold, aggregate, window_minutes AS "windowMinutes", still_after_minutes AS "stillAfterMinutes",
      ticket_type AS "ticketType", priority::text AS priority, part_kind AS "partKind", enabled
    FROM telemetry_rules WHERE enabled`
  return rows.flatMap(({ ticketType: type, operator: test, aggregate: over, ...row }) => {
    const ticketType = TICKET_TYPES.find((name) => name === type)
    const operator = RULE_OPERATORS.find((name) => name === test)
    if (ticketType === undefined || operator === undefined) return []
    return [{ ...row, ticketType, operator, aggregate: RULE_AGGREGATES.find((name) => name === over) ?? null }]
  })
}
