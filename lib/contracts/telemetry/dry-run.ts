import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, utc } from '../primitives'
import { eventKind } from './event'
import { createRuleInput, editRuleInput, type ruleFields } from './rule'

/** A rule as it would be added; or `id` of one that there is, with what would be changed of it. */
export const dryRunInput = editRuleInput
  .extend({ id: z.uuid().optional(), kind: eventKind.optional() })
  .superRefine((input, context) => {
    const { id, ...rule } = input
    if (id !== undefined) {
      if (rule.kind !== undefined)
        context.addIssue({ code: 'custom', path: ['kind'], message: 'The kind of a rule stays' })
      return
    }
    const whole = createRuleInput.safeParse(withoutNulls(rule))
    for (const issue of whole.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
  })
export type DryRunInput = z.input<typeof dryRunInput>

const withoutNulls = (rule: object) => Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== null))

/** A rule with what would be changed of it, as `createRuleInput` judges it as a whole. */
export function changedRule(
  rule: Partial<z.input<typeof ruleFields>>,
  changes: z.output<typeof editRuleInput>,
): ReturnType<typeof createRuleInput.safeParse> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return createRuleInput.safeParse(withoutNulls({ ...rule, ...Object.fromEntries(given) }))
}

const totals = z.object({
  tickets: z.int(),
  byRule: z.int(),
  servers: z.int(),
  waiting: z.int(),
  events: z.object({
    opens: z.int(),
    joins: z.int(),
    below: z.int(),
    waits: z.int(),
    suppressed: z.int(),
    other: z.int(),
  }),
})

const example = z.object({
  server: code,
  ts: utc,
  component: z.string(),
  reading: z.number().optional(),
  outcome: z.enum(['opens', 'joins', 'below', 'waits', 'suppressed', 'other']),
})
export type ExampleView = z.input<typeof example>

/**
 * since: what was looked at; later than 30 days ago where there was more than could be looked at (truncated). proposed and
 * present: what the rules of the kind would have come to with the rule, and as they stand; byRule: of those tickets the
 * ones that this rule opens; waiting: faults that still wait. really: tickets that did open from the kind. met: events
 * that meet the rule's own condition. strongest, nearest: the most telling event of each of 20 components at most.
 */
export const dryRunView = z
  .object({
    kind: eventKind,
    since: utc,
    until: utc,
    looked: z.int(),
    truncated: z.boolean(),
    met: z.int(),
    proposed: totals,
    present: totals,
    really: z.int(),
    days: z.array(z.object({ day: z.string(), proposed: z.int(), present: z.int() })),
    strongest: z.array(example),
    nearest: z.array(example),
  })
  .meta({ id: 'TelemetryRuleDryRun' })
export type DryRunView = z.input<typeof dryRunView>

/** fields: the numbers that their payloads hold. */
export const seenKindView = z.object({ kind: z.string(), fields: z.array(z.string()) }).meta({ id: 'SeenKind' })
export type SeenKindView = z.input<typeof seenKindView>

const tag = 'Telemetry'

export const dryRunRuleEndpoint = endpoint({
  method: 'POST',
  path: '/telemetry-rules/dry-run',
  operation: 'telemetry.dry-run-rule',
  tag,
  summary: 'What a rule, or a change of one, would have done to the last 30 days; changes nothing',
  body: dryRunInput,
  success: 200,
  response: dryRunView,
  refusals: [404, 409, 422],
})
export const listSeenKindsEndpoint = endpoint({
  method: 'GET',
  path: '/telemetry-rules/seen-kinds',
  operation: 'telemetry.read',
  tag,
  summary: 'Kinds of event of the last 30 days with the numbers they hold, from a sample of each day',
  success: 200,
  response: z.object({ items: z.array(seenKindView) }),
})
