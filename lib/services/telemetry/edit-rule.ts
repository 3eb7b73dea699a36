import type { z } from 'zod'
import type { editRuleInput, RuleView } from '../../contracts/telemetry/rule'
import { type Ctx, inTransaction } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from '../inventory/changed-fields'
import { alreadyThere, changeRule, ruleFrom } from './rule-fields'
import { ruleSelect, toRuleView } from './rule-view'

type Input = z.output<typeof editRuleInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined }

/** Changes what a rule asks for; counts for the next request of telemetry. 422 where what it comes to is no whole condition. */
export async function editRule(ctx: Ctx, input: Input): Promise<RuleView> {
  authorize(ctx, 'telemetry.edit-rule', null)
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM telemetry_rules WHERE id = ${input.id}::uuid FOR UPDATE`
    const before = await tx.db.telemetryRule.findUnique({ where: { id: input.id }, select: ruleSelect })
    if (before === null) throw notFound('telemetry-rule', input.id)
    checkVersion('telemetry-rule', before.id, before.version, input.ifMatch)
    const { id: _id, ifMatch: _ifMatch, ...given } = input
    const after = ruleFrom(changeRule(toRuleView(before), given))
    const { id, createdAt: _made, updatedAt: _changed, version: _version, ...fields } = before
    const changes = changedFields(fields, after)
    if (Object.keys(changes).length === 0) return toRuleView(before)
    const row = await tx.db.telemetryRule
      .update({
        where: { id },
        data: { ...after, updatedAt: tx.clock(), version: { increment: 1 } },
        select: ruleSelect,
      })
      .catch((error: unknown) => {
        if (databaseError(error)?.sqlState === SQLSTATE.uniqueViolation) throw alreadyThere(after)
        throw error
      })
    await recordAudit(tx, {
      action: 'telemetry.edit-rule',
      entity: 'telemetry-rule',
      key: row.id,
      detail: { kind: row.kind, ...changes },
    })
    return toRuleView(row)
  })
}
