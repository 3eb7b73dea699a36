import type { RuleView } from '../../contracts/telemetry/rule'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { ruleSelect, toRuleView } from './rule-view'

export async function getRule(ctx: Ctx, input: { id: string }): Promise<RuleView> {
  const row = await ctx.db.telemetryRule.findUnique({ where: { id: input.id }, select: ruleSelect })
  if (row === null) throw notFound('telemetry-rule', input.id)
  return toRuleView(row)
}
