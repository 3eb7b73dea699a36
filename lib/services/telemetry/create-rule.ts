import type { z } from 'zod'
import type { createRuleInput, RuleView } from '../../contracts/telemetry/rule'
import { type Ctx, inTransaction } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { ruleSelect, toRuleView } from './rule-view'

/** Adds a rule; a kind opens a type of ticket by one rule at most. */
export async function createRule(ctx: Ctx, input: z.output<typeof createRuleInput>): Promise<RuleView> {
  authorize(ctx, 'telemetry.create-rule', null)
  return inTransaction(ctx, async (tx) => {
    const { kind, ticketType, priority, enabled } = input
    const row = await tx.db.telemetryRule
      .create({
        data: { kind, ticketType, priority, enabled, field: input.field ?? null, threshold: input.threshold ?? null },
        select: ruleSelect,
      })
      .catch((error: unknown) => {
        if (databaseError(error)?.sqlState === SQLSTATE.uniqueViolation)
          throw conflict('already-exists', `There is a rule by which ${kind} opens ${ticketType} already.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'telemetry.create-rule',
      entity: 'telemetry-rule',
      key: row.id,
      detail: { kind, ticketType, priority, field: row.field, threshold: row.threshold },
    })
    return toRuleView(row)
  })
}
