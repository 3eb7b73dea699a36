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
  const kindsId = useId()
  const seen = useQuery(seenKindsQuery()).data?.items ?? []
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      {isNew ? (
        <>
          <TextField
            label="Kind of event"
            mono
            list={kindsId}
            value={draft.kind}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ kind: event.target.value.toUpperCase() })}
            hint={
              seen.length === 0
                ? 'As machines send it: SMART_REPORT'
                : `Came lately: ${firstOf(seen.map(({ kind }) => kind))}`
            }
            error={error('kind')}
          />
          <datalist id={kindsId}>
            {seen.map(({ kind }) => (
              <option key={kind} value={kind} />
            ))}
          </datalist>
        </>
      ) : null}
      <SelectField
        label="Opens a ticket where"
        value={draft.condition}
        options={CONDITIONS.map((value) => ({ value, label: conditionLabels[value] }))}
        onChange={(event) => {
          const condition = CONDITIONS.find((one) => one === event.target.value)
          if (condition !== undefined) set({ condition })
        }}
      />
      <ConditionFields {...props} suggestions={seen.find(({ kind }) => kind === draft.kind)?.fields ?? []} />
      {usesWindow(draft.condition) ? null : (
        <TextField
          label="And is still so after"
          unit="min"
          inputMode="numeric"
          value={draft.stillAfterMinutes}
          onChange={(event) => set({ stillAfterMinutes: event.target.value })}
          hint="Empty: opens at once"
          error={error('stillAfterMinutes')}
        />
      )}
      <OutcomeFields {...props} />
    </>
  )
}

const firstOf = (words: readonly string[]) => words.slice(0, 4).join(', ') + (words.length > 4 ? ' …' : '')

function ConditionFields(props: FieldsProps & { suggestions: readonly string[] }) {
  const { draft, onChange, error, suggestions } = props
  const fieldsId = useId()
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change })
  if (draft.condition === 'any') return null
  const bits = draft.condition === 'any-bit' ? BIT_NAMES[draft.field.trim()] : undefined
  return (
    <>
      {usesField(draft.condition) ? (
        <>
          <TextField
            label="Number"
            mono
            list={fieldsId}
            value={draft.field}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ field: event.target.value })}
            hint={suggestions.length === 0 ? 'Its name in the payload' : `It holds: ${firstOf(suggestions)}`}
            error={error('field')}
          />
          <datalist id={fieldsId}>
            {suggestions.map((field) => (
              <option key={field} value={field} />
            ))}
          </datalist>
        </>
      ) : null}
      {bits === undefined ? (
        <TextField
          label={draft.condition === 'any-bit' ? 'Bits, as a sum' : draft.condition === 'count' ? 'More than' : 'Over'}
          inputMode="numeric"
          unit={draft.condition === 'count' ? 'events' : undefined}
          value={draft.threshold}
          onChange={(event) => set({ threshold: event.target.value })}
          hint={draft.condition === 'any-bit' ? '5 is the bits 1 and 4' : undefined}
          error={error('threshold')}
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
        <TextField
          label="Within"
          unit="min"
          inputMode="numeric"
          value={draft.windowMinutes}
          onChange={(event) => set({ windowMinutes: event.target.value })}
          hint="Of one component, by the times of the events"
          error={error('windowMinutes')}
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
        <SelectField
          label="Opens"
          value={draft.ticketType}
          options={TICKET_TYPES.map((value) => ({ value, label: ticketTypeWords[value] }))}
          onChange={(event) => {
            const ticketType = TICKET_TYPES.find((one) => one === event.target.value)
            if (ticketType !== undefined) set({ ticketType })
          }}
          error={error('ticketType')}
        />
        <SelectField
          label="Priority"
          value={draft.priority}
          options={PRIORITIES.map((value) => ({ value, label: priorityWords[value].word }))}
          onChange={(event) => {
            const priority = PRIORITIES.find((one) => one === event.target.value)
            if (priority !== undefined) set({ priority })
          }}
          error={error('priority')}
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
