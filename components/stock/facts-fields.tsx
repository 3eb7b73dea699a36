'use client'

import { TextField } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select'
import type { PartFactsView } from '@/lib/contracts/tickets/part-facts'
import { factNamesOf } from '@/lib/domain/tickets/facts-of'
import {
  DISK_INTERFACES,
  type FactName,
  FORM_FACTORS,
  MEMORY_TYPES,
  type PartFacts,
  readFacts,
} from '@/lib/domain/tickets/part-facts'
import { formEntry } from './form-entry'

const words = {
  formFactor: { label: 'Form factor', list: FORM_FACTORS },
  interface: { label: 'Interface', list: DISK_INTERFACES },
  memoryType: { label: 'Memory', list: MEMORY_TYPES },
} as const
const amounts = {
  sizeGb: { label: 'Size in GB', example: '3840' },
  speedMts: { label: 'Speed in MT/s', example: '3200' },
} as const

/** What is known of a part, field by field of its kind; none for a kind that has no facts. */
export function FactsFields(props: {
  kind: string
  facts: PartFactsView
  error: (path: string) => string | undefined
}) {
  const { kind, facts, error } = props
  const names = factNamesOf(kind)
  if (names.length === 0) return null
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small text-text3">
        What is known of it: a ticket never takes one that contradicts what is known of the failed part.
      </legend>
      <div className="grid grid-cols-3 gap-3 max-tab:grid-cols-2">
        {names.map((name) => (
          <FactField key={name} name={name} facts={facts} error={error(`facts.${name}`)} />
        ))}
      </div>
    </fieldset>
  )
}

function FactField({ name, facts, error }: { name: FactName; facts: PartFactsView; error: string | undefined }) {
  if (name === 'sizeGb' || name === 'speedMts') {
    return (
      <TextField
        label={amounts[name].label}
        name={name}
        type="number"
        inputMode="numeric"
        min={1}
        placeholder={amounts[name].example}
        defaultValue={facts[name] ?? ''}
        error={error}
      />
    )
  }
  const { label, list } = words[name]
  return (
    <SelectField
      label={label}
      name={name}
      emptyLabel="Not known"
      defaultValue={facts[name] ?? ''}
      options={list.map((value) => ({ value, label: value }))}
      error={error}
    />
  )
}

/** The facts as the fields of a form have them. */
export function factsIn(data: FormData): PartFacts {
  const number = (name: string) => Number(formEntry(data, name) || Number.NaN)
  return readFacts({
    formFactor: formEntry(data, 'formFactor'),
    interface: formEntry(data, 'interface'),
    memoryType: formEntry(data, 'memoryType'),
    sizeGb: number('sizeGb'),
    speedMts: number('speedMts'),
  })
}
