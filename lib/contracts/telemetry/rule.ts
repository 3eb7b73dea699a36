import { z } from 'zod'
import { RULE_AGGREGATES, RULE_OPERATORS } from '../../domain/telemetry/rules'
import { endpoint, nothing } from '../endpoint'
import { page, pageQuery } from '../paging'
import { count, text, utc, version } from '../primitives'
import { partKind, ticketPriority, ticketType } from '../tickets/ticket-words'
import { eventKind } from './event'

const operator = z.enum(RULE_OPERATORS)
const aggregate = z.enum(RULE_AGGREGATES)
const windowMinutes = z.int().min(1).max(43_200)
const stillAfterMinutes = z.int().min(1).max(10_080)

/**
 * An event of this kind opens a ticket. With field and threshold only if that number of its payload is over it, or (any-bit) has
 * one of its bits; with aggregate and windowMinutes only if there are more events of one component than the threshold
 * (count), or the field adds up to more (sum), which the worker asks some seconds later; with stillAfterMinutes only if nothing has said by then that it is over.
 * partKind: the kind of part each component needs, where it is another than the ticket's type says.
 */
export const ruleView = z
  .object({
    id: z.uuid(),
    kind: eventKind,
    field: z.string().optional(),
    operator,
    threshold: z.int().optional(),
    aggregate: aggregate.optional(),
    windowMinutes: z.int().optional(),
    stillAfterMinutes: z.int().optional(),
    ticketType,
    priority: ticketPriority,
    partKind: z.string().optional(),
    enabled: z.boolean(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'TelemetryRule' })
export type RuleView = z.input<typeof ruleView>

export const ruleFields = z.strictObject({
  kind: eventKind,
  field: text(64).optional(),
  operator: operator.default('over'),
  threshold: count.optional(),
  aggregate: aggregate.optional(),
  windowMinutes: windowMinutes.optional(),
  stillAfterMinutes: stillAfterMinutes.optional(),
  ticketType,
  priority: ticketPriority.default('NORMAL'),
  partKind: partKind.optional(),
  enabled: z.boolean().default(true),
})
type RuleFields = z.output<typeof ruleFields>

/** What is missing or too much for the condition that was asked for; the database checks the same. */
function wholeCondition(rule: RuleFields, context: z.RefinementCtx<RuleFields>): void {
  const refuse = (path: keyof RuleFields, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (rule.aggregate === undefined) {
    if ((rule.field === undefined) !== (rule.threshold === undefined))
      refuse('threshold', 'field and threshold go together')
    if (rule.windowMinutes !== undefined) refuse('windowMinutes', 'Only with an aggregate')
    if (rule.operator === 'any-bit' && rule.field === undefined) refuse('field', 'any-bit needs a field')
    return
  }
  if (rule.windowMinutes === undefined) refuse('windowMinutes', 'An aggregate needs a window')
  if (rule.stillAfterMinutes !== undefined)
    refuse('stillAfterMinutes', 'Not with an aggregate, which looks over time itself')
  if (rule.threshold === undefined) refuse('threshold', 'An aggregate needs a threshold')
  if (rule.operator !== 'over') refuse('operator', 'An aggregate is over its threshold')
  if (rule.aggregate === 'count' && rule.field !== undefined) refuse('field', 'count counts events, not a field')
  if (rule.aggregate === 'sum' && rule.field === undefined) refuse('field', 'sum needs a field')
}

export const createRuleInput = ruleFields.superRefine(wholeCondition)
export type CreateRuleInput = z.output<typeof createRuleInput>
/** null takes a part of the condition away; what the rule comes to is judged as a whole. The kind stays. */
export const editRuleInput = z.strictObject({
  field: text(64).nullable().optional(),
  operator: operator.optional(),
  threshold: count.nullable().optional(),
  aggregate: aggregate.nullable().optional(),
  windowMinutes: windowMinutes.nullable().optional(),
  stillAfterMinutes: stillAfterMinutes.nullable().optional(),
  ticketType: ticketType.optional(),
  priority: ticketPriority.optional(),
  partKind: partKind.nullable().optional(),
  enabled: z.boolean().optional(),
})

const params = z.strictObject({ id: z.uuid() })
const tag = 'Telemetry'

export const listRulesEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry-rules',
  operation: 'telemetry.read',
  tag,
  summary: 'List rules',
  query: z.strictObject({ ...pageQuery }),
  success: 200,
  response: page(ruleView),
})
export const createRuleEndpoint = endpoint({
  method: 'POST',
  path: '/telemetry-rules',
  operation: 'telemetry.create-rule',
  tag,
  summary: 'Add a rule',
  body: createRuleInput,
  success: 201,
  response: ruleView,
  refusals: [409],
})
export const getRuleEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry-rules/{id}',
  operation: 'telemetry.read',
  tag,
  summary: 'One rule',
  params,
  success: 200,
  response: ruleView,
  refusals: [404],
})
export const editRuleEndpoint = endpoint({
  method: 'PATCH',
  path: '/telemetry-rules/{id}',
  operation: 'telemetry.edit-rule',
  tag,
  summary: 'Change what a rule asks for or opens, switch it on or off',
  params,
  body: editRuleInput,
  success: 200,
  response: ruleView,
  refusals: [404, 409, 412, 422],
})
export const deleteRuleEndpoint = endpoint({
  method: 'DELETE',
  path: '/telemetry-rules/{id}',
  operation: 'telemetry.delete-rule',
  tag,
  summary: 'Delete a rule',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
