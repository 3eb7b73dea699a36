import type { TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { RULE_AGGREGATES, RULE_OPERATORS, type Rule } from '../../domain/telemetry/rules'
import { TICKET_TYPES } from '../../domain/ticket-state'

/** A rule as it is stored. */
export type RuleRow = {
  [Key in keyof Rule]: Key extends 'operator' | 'ticketType' | 'aggregate' ? string | null : Rule[Key]
}

const ENABLED = Prisma.sql`
  SELECT kind, field, operator, threshold, aggregate, window_minutes AS "windowMinutes", still_after_minutes AS "stillAfterMinutes",
    ticket_type AS "ticketType", priority::text AS priority, part_kind AS "partKind", enabled
  FROM telemetry_rules WHERE enabled`

/** The same as a value of a statement that reads more than rules; `toRules` takes what it gives. */
export const RULES_AS_JSON = Prisma.sql`(SELECT coalesce(json_agg(e), '[]') FROM (${ENABLED}) AS e)`

/**
 * The rules as they stand now: read once a request, so that an edit counts from the next one on. Not by Prisma's findMany:
 * inside a transaction it holds on to what the transaction has in hand until the next full collection of garbage, which
 * for batches of events is most of what collecting costs.
 */
export async function loadRules(tx: TxCtx): Promise<Rule[]> {
  return toRules(await tx.db.$queryRaw<RuleRow[]>(ENABLED))
}

/** A rule of a kind that the code does not know says nothing. */
export function toRules(rows: readonly RuleRow[]): Rule[] {
  return rows.flatMap(({ ticketType: type, operator: test, aggregate: over, ...row }) => {
    const ticketType = TICKET_TYPES.find((name) => name === type)
    const operator = RULE_OPERATORS.find((name) => name === test)
    if (ticketType === undefined || operator === undefined) return []
    return [{ ...row, ticketType, operator, aggregate: RULE_AGGREGATES.find((name) => name === over) ?? null }]
  })
}
