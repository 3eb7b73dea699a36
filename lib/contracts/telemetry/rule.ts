import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { page, pageQuery } from '../paging'
import { count, text, utc, version } from '../primitives'
import { ticketPriority, ticketType } from '../tickets/ticket-words'
import { eventKind } from './event'

/** An event of this kind opens a ticket; with field and threshold, only if that number of its payload is over it. */
export const ruleView = z
  .object({
    id: z.uuid(),
    kind: eventKind,
    field: z.string().optional(),
    threshold: z.int().optional(),
    ticketType,
    priority: ticketPriority,
    enabled: z.boolean(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'TelemetryRule' })
export type RuleView = z.input<typeof ruleView>

export const createRuleInput = z
  .strictObject({
    kind: eventKind,
    field: text(64).optional(),
    threshold: count.optional(),
    ticketType,
    priority: ticketPriority.default('NORMAL'),
    enabled: z.boolean().default(true),
  })
  .refine((rule) => (rule.field === undefined) === (rule.threshold === undefined), {
    message: 'field and threshold go together',
    path: ['threshold'],
  })
export const editRuleInput = z.strictObject({
  threshold: count.optional(),
  priority: ticketPriority.optional(),
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
  summary: 'Change a threshold or priority, switch a rule on or off',
  params,
  body: editRuleInput,
  success: 200,
  response: ruleView,
  refusals: [404, 412, 422],
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
