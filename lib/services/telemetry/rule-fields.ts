import type { z } from 'zod'
import { changedRule } from '../../contracts/telemetry/dry-run'
import type { CreateRuleInput, editRuleInput, RuleView } from '../../contracts/telemetry/rule'
import { AppError, conflict } from '../../domain/errors'
import type { Rule } from '../../domain/telemetry/rules'

/** A rule as the domain has it, from what was asked for. */
export function ruleFrom(fields: CreateRuleInput): Rule {
  const { kind, operator, ticketType, priority, enabled } = fields
  return {
    ...{ kind, operator, ticketType, priority, enabled },
    field: fields.field ?? null,
    threshold: fields.threshold ?? null,
    aggregate: fields.aggregate ?? null,
    windowMinutes: fields.windowMinutes ?? null,
    stillAfterMinutes: fields.stillAfterMinutes ?? null,
    partKind: fields.partKind ?? null,
  }
}

/** What a rule comes to with changes; 422 where that is no whole condition. */
export function changeRule(view: RuleView, changes: z.output<typeof editRuleInput>): CreateRuleInput {
  const { id: _id, createdAt: _made, updatedAt: _changed, version: _version, ...fields } = view
  const result = changedRule(fields, changes)
  if (result.success) return result.data
  const refused = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError('incompatible', `The rule for ${view.kind} would not be whole: ${refused[0]?.message}.`, {
    fields: refused,
  })
}

export function alreadyThere(rule: { kind: string; ticketType: string }) {
  const { kind, ticketType } = rule
  return conflict('already-exists', `There is a rule by which ${kind} opens ${ticketType} on that condition already.`)
}
