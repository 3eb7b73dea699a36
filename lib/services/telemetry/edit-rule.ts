import type { z } from 'zod'
import type { editRuleInput, RuleView } from '../../contracts/telemetry/rule'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { AppError, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from '../inventory/changed-fields'
import { ruleSelect, toRuleView } from './rule-view'

type Input = z.output<typeof editRuleInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined }

/** Changes what a rule asks for; counts for the next request of telemetry. 422 for a threshold or window of a rule that has none. */
export async function editRule(ctx: Ctx, input: Input): Promise<RuleView> {
  authorize(ctx, 'telemetry.edit-rule', null)
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM telemetry_rules WHERE id = ${input.id}::uuid FOR UPDATE`
    const before = await tx.db.telemetryRule.findUnique({ where: { id: input.id }, select: ruleSelect })
    if (before === null) throw notFound('telemetry-rule', input.id)
    checkVersion('telemetry-rule', before.id, before.version, input.ifMatch)
    if (input.threshold !== undefined && before.threshold === null) {
      const message = `The rule for ${before.kind} reads no number, so it has no threshold.`
      throw new AppError('incompatible', message, { fields: [{ path: 'threshold', message }] })
    }
    if (input.windowMinutes !== undefined && before.aggregate === null) {
      const message = `The rule for ${before.kind} counts nothing, so it has no window.`
      throw new AppError('incompatible', message, { fields: [{ path: 'windowMinutes', message }] })
    }
    const { threshold, windowMinutes, stillAfterMinutes, priority, partKind, enabled } = input
    const given = { threshold, windowMinutes, stillAfterMinutes, priority, partKind, enabled }
    const { createdAt: _made, updatedAt: _changed, ...fields } = before
    const changes = changedFields(fields, given)
    if (Object.keys(changes).length === 0) return toRuleView(before)
    const row = await tx.db.telemetryRule.update({
      where: { id: before.id },
      data: {
        ...(threshold === undefined ? {} : { threshold }),
        ...(windowMinutes === undefined ? {} : { windowMinutes }),
        ...(stillAfterMinutes === undefined ? {} : { stillAfterMinutes }),
        ...(priority === undefined ? {} : { priority }),
        ...(partKind === undefined ? {} : { partKind }),
        ...(enabled === undefined ? {} : { enabled }),
        updatedAt: tx.clock(),
        version: { increment: 1 },
      },
      select: ruleSelect,
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
