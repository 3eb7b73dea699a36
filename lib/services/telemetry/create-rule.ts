import type { z } from 'zod'
import type { createRuleInput, RuleView } from '../../contracts/telemetry/rule'
import { type Ctx, inTransaction } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { alreadyThere, ruleFrom } from './rule-fields'
import { ruleSelect, toRuleView } from './rule-view'

/** Adds a rule; of one condition (kind, field, operator, aggregate) a type of ticket has one at most. */
export async function createRule(ctx: Ctx, input: z.output<typeof createRuleInput>): Promise<RuleView> {
  authorize(ctx, 'telemetry.create-rule', null)
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db.telemetryRule
      .create({
        data: ruleFrom(input),
        select: ruleSelect,
      })
      .catch((error: unknown) => {
        if (databaseError(error)?.sqlState === SQLSTATE.uniqueViolation) throw alreadyThere(input)
        throw error
      })
    await recordAudit(tx, {
      action: 'telemetry.create-rule',
      entity: 'telemetry-rule',
      key: row.id,
      detail: { ...input },
    })
    return toRuleView(row)
  })
}
