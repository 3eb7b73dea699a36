import type { DryRunInput } from '@/lib/contracts/telemetry/dry-run'
import { createRuleInput, type RuleView } from '@/lib/contracts/telemetry/rule'
import type { Priority, TicketType } from '@/lib/domain/ticket-state'

export const CONDITIONS = ['any', 'over', 'any-bit', 'count', 'sum'] as const
export type ConditionKind = (typeof CONDITIONS)[number]

export const conditionLabels: Record<ConditionKind, string> = {
  any: 'every event',
  over: 'a number is over a threshold',
  'any-bit': 'a number has one of some bits',
  count: 'there are many events within a time',
  sum: 'a number adds up within a time',
}

/** A rule while it is typed: numbers are text, and what another condition needs is kept in case one goes back to it. */
export interface RuleDraft {
  kind: string
  condition: ConditionKind
  field: string
  threshold: string
  windowMinutes: string
  stillAfterMinutes: string
  ticketType: TicketType
  priority: Priority
  partKind: string
}

export const NEW_RULE: RuleDraft = {
  kind: '',
  condition: 'any',
  field: '',
  threshold: '',
  windowMinutes: '60',
  stillAfterMinutes: '',
  ticketType: 'REPLACE_DISK',
  priority: 'NORMAL',
  partKind: '',
}

export function draftOf(rule: RuleView): RuleDraft {
  const plain = rule.field === undefined ? 'any' : rule.operator
  return {
    kind: rule.kind,
    condition: rule.aggregate ?? plain,
    field: rule.field ?? '',
    threshold: textOf(rule.threshold),
    windowMinutes: rule.windowMinutes === undefined ? NEW_RULE.windowMinutes : textOf(rule.windowMinutes),
    stillAfterMinutes: textOf(rule.stillAfterMinutes),
    ticketType: rule.ticketType,
    priority: rule.priority,
    partKind: rule.partKind ?? '',
  }
}

const textOf = (value: number | undefined) => (value === undefined ? '' : String(value))

/** A number as typed; text that is none is sent as it is not one, so that the refusal names the field. */
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

export const usesField = (condition: ConditionKind) =>
  condition === 'over' || condition === 'any-bit' || condition === 'sum'
export const usesWindow = (condition: ConditionKind) => condition === 'count' || condition === 'sum'

/** What the draft asks for beside the kind; null where the condition has no such part. */
export function changesOf(draft: RuleDraft) {
  const { condition } = draft
  const field = draft.field.trim()
  const partKind = draft.partKind.trim()
  return {
    field: usesField(condition) && field !== '' ? field : null,
    operator: condition === 'any-bit' ? ('any-bit' as const) : ('over' as const),
    threshold: condition === 'any' ? null : numberOf(draft.threshold),
    aggregate: condition === 'count' || condition === 'sum' ? condition : null,
    windowMinutes: usesWindow(condition) ? numberOf(draft.windowMinutes) : null,
    stillAfterMinutes: usesWindow(condition) ? null : numberOf(draft.stillAfterMinutes),
    ticketType: draft.ticketType,
    priority: draft.priority,
    partKind: partKind === '' ? null : partKind,
  }
}

/** The rule that the draft would add. */
export function createInputOf(draft: RuleDraft) {
  const given = Object.entries({ kind: draft.kind.trim(), ...changesOf(draft), enabled: true })
  return Object.fromEntries(given.filter(([, value]) => value !== null))
}

/** What is wrong with it so far, by field; empty where it can be asked for. */
export function draftErrors(draft: RuleDraft): ReadonlyMap<string, string> {
  const result = createRuleInput.safeParse(createInputOf(draft))
  const errors = new Map<string, string>()
  if (usesField(draft.condition) && draft.field.trim() === '') errors.set('field', 'Say which number')
  for (const issue of result.error?.issues ?? []) {
    const path = issue.path.join('.')
    const missing = draft[path as keyof RuleDraft] === ''
    if (!errors.has(path)) errors.set(path, missing ? (MISSING[path] ?? issue.message) : issue.message)
  }
  return errors
}

const MISSING: Record<string, string> = {
  kind: 'Say which kind of event',
  threshold: 'Say over how many',
  windowMinutes: 'Say within how many minutes',
}

/** The question of its dry run, or null while it is not whole. */
export function dryRunOf(draft: RuleDraft, id: string | null): DryRunInput | null {
  if (draftErrors(draft).size > 0) return null
  return id === null ? createInputOf(draft) : { id, ...changesOf(draft), enabled: true }
}
