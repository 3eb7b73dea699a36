'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { CheckField, TextField } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select'
import { priorityWords, ticketTypeWords } from '@/lib/domain/state-words'
import { BIT_NAMES } from '@/lib/domain/telemetry/bit-names'
import { PRIORITIES, TICKET_TYPES } from '@/lib/domain/ticket-state'
import { CONDITIONS, conditionLabels, type RuleDraft, usesField, usesWindow } from './rule-draft'
import { seenKindsQuery } from './rule-queries'

interface FieldsProps {
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
  isNew: boolean
  error: (path: string) => string | undefined
}

/** Every condition of a rule, then what it opens. Kinds and numbers that came lately are suggested. */
export function RuleFields(props: FieldsProps) {
  const { draft, onChange, isNew, error } = props
  const seen = useQuery(seenKindsQuery()).data?.items ?? []
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      {isNew ? (
        <SuggestedField
          label="Kind of event"
          value={draft.kind}
          suggestions={seen.map(({ kind }) => kind)}
          hint="As machines send it: SMART_REPORT"
          hintOf="Came lately"
          error={error('kind')}
          onChange={(kind) => set({ kind: kind.toUpperCase() })}
        />
      ) : null}
      <ChoiceField
        label="Opens a ticket where"
        value={draft.condition}
        choices={CONDITIONS}
        wordOf={(condition) => conditionLabels[condition]}
        onChange={(condition) => set({ condition })}
      />
      <ConditionFields {...props} suggestions={seen.find(({ kind }) => kind === draft.kind)?.fields ?? []} />
      {usesWindow(draft.condition) ? null : (
        <NumberField
          label="And is still so after"
          unit="min"
          value={draft.stillAfterMinutes}
          hint="Empty: opens at once"
          error={error('stillAfterMinutes')}
          onChange={(stillAfterMinutes) => set({ stillAfterMinutes })}
        />
      )}
      <OutcomeFields {...props} />
    </>
  )
}

interface OneField {
  label: string
  value: string
  hint?: string | undefined
  error?: string | undefined
  onChange: (value: string) => void
}

/** A name as machines write it, with those that came lately to choose from. */
function SuggestedField(props: OneField & { suggestions: readonly string[]; hintOf: string }) {
  const { suggestions, hint, hintOf, onChange, ...field } = props
  const listId = useId()
  return (
    <>
      <TextField
        {...field}
        mono
        list={listId}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        hint={suggestions.length === 0 ? hint : `${hintOf}: ${firstOf(suggestions)}`}
      />
      <datalist id={listId}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  )
}

function NumberField({ onChange, ...field }: OneField & { unit: string | undefined }) {
  return <TextField {...field} inputMode="numeric" onChange={(event) => onChange(event.target.value)} />
}

/** One of a few words that are known. */
function ChoiceField<Choice extends string>(props: {
  label: string
  value: Choice
  choices: readonly Choice[]
  wordOf: (choice: Choice) => string
  error?: string | undefined
  onChange: (choice: Choice) => void
}) {
  const { label, value, choices, wordOf, error, onChange } = props
  return (
    <SelectField
      label={label}
      value={value}
      options={choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
      onChange={(event) => {
        const choice = choices.find((one) => one === event.target.value)
        if (choice !== undefined) onChange(choice)
      }}
      error={error}
    />
  )
}

const firstOf = (words: readonly string[]) => words.slice(0, 4).join(', ') + (words.length > 4 ? ' …' : '')

function ConditionFields(props: FieldsProps & { suggestions: readonly string[] }) {
  const { draft, onChange, error, suggestions } = props
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change })
  if (draft.condition === 'any') return null
  const bits = draft.condition === 'any-bit' ? BIT_NAMES[draft.field.trim()] : undefined
  return (
    <>
      {usesField(draft.condition) ? (
        <SuggestedField
          label="Number"
          value={draft.field}
          suggestions={suggestions}
          hint="Its name in the payload"
          hintOf="It holds"
          error={error('field')}
          onChange={(field) => set({ field })}
        />
      ) : null}
      {bits === undefined ? (
        <NumberField
          label={draft.condition === 'any-bit' ? 'Bits, as a sum' : draft.condition === 'count' ? 'More than' : 'Over'}
          unit={draft.condition === 'count' ? 'events' : undefined}
          value={draft.threshold}
          hint={draft.condition === 'any-bit' ? '5 is the bits 1 and 4' : undefined}
          error={error('threshold')}
          onChange={(threshold) => set({ threshold })}
        />
      ) : (
        <BitFields
          bits={bits}
          threshold={draft.threshold}
          onChange={(threshold) => set({ threshold })}
          error={error('threshold')}
        />
      )}
      {usesWindow(draft.condition) ? (
        <NumberField
          label="Within"
          unit="min"
          value={draft.windowMinutes}
          hint="Of one component, by the times of the events"
          error={error('windowMinutes')}
          onChange={(windowMinutes) => set({ windowMinutes })}
        />
      ) : null}
    </>
  )
}

function BitFields(props: {
  bits: readonly { bit: number; name: string }[]
  threshold: string
  onChange: (threshold: string) => void
  error: string | undefined
}) {
  const { bits, threshold, onChange, error } = props
  const value = Number.isInteger(Number(threshold)) ? Number(threshold) : 0
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-small text-text2">Any of these bits</legend>
      <div className="flex flex-col gap-1">
        {bits.map(({ bit, name }) => (
          <CheckField
            key={bit}
            label={`${name} (${bit})`}
            checked={(value & bit) !== 0}
            onChange={(event) => onChange(String(event.target.checked ? value | bit : value & ~bit))}
          />
        ))}
      </div>
      {error === undefined ? null : <p className="text-fail-x text-small">{error}</p>}
    </fieldset>
  )
}

function OutcomeFields({ draft, onChange, error }: FieldsProps) {
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <ChoiceField
          label="Opens"
          value={draft.ticketType}
          choices={TICKET_TYPES}
          wordOf={(ticketType) => ticketTypeWords[ticketType]}
          error={error('ticketType')}
          onChange={(ticketType) => set({ ticketType })}
        />
        <ChoiceField
          label="Priority"
          value={draft.priority}
          choices={PRIORITIES}
          wordOf={(priority) => priorityWords[priority].word}
          error={error('priority')}
          onChange={(priority) => set({ priority })}
        />
      </div>
      <TextField
        label="Kind of part"
        mono
        value={draft.partKind}
        autoComplete="off"
        onChange={(event) => set({ partKind: event.target.value.toUpperCase() })}
        hint="Empty: as the ticket says (disk, RAM, none)"
        error={error('partKind')}
      />
    </>
  )
}
