'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeText } from '@/components/ui/code-text'
import { TextField } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select'
import { allPartsQuery } from './stock-queries'
import type { TaskPart, WarehouseChoice } from './stock-task'

/** Which part and which warehouse: both asked for, or both said where the dialog is about one. */
export function PlaceFields(props: {
  part: TaskPart | null
  warehouses: readonly WarehouseChoice[]
  label?: string | undefined
  /** Name of the warehouse's field. */
  name?: string | undefined
  error: (path: string) => string | undefined
}) {
  const { part, warehouses, label = 'Warehouse', name = 'warehouse', error } = props
  if (part !== null) return <PlaceLine part={part} label={label} />
  return (
    <>
      <PartField error={error('sku')} />
      <WarehouseField label={label} name={name} warehouses={warehouses} error={error(name)} />
    </>
  )
}

function PlaceLine({ part, label }: { part: TaskPart; label: string }) {
  const { warehouse, available, reserved } = part
  return (
    <p>
      <span className="text-text2">{label} </span>
      <CodeText strong>{warehouse}</CodeText>
      <span className="text-text2">
        : {available} available{reserved === 0 ? null : `, ${reserved} reserved`}
      </span>
    </p>
  )
}

export function WarehouseField(props: {
  label: string
  name: string
  warehouses: readonly WarehouseChoice[]
  error: string | undefined
}) {
  const { label, name, warehouses, error } = props
  return (
    <SelectField
      label={label}
      name={name}
      required
      emptyLabel="Choose a warehouse"
      defaultValue=""
      options={warehouses.map(({ code, datacenter }) => ({ value: code, label: `${code} (${datacenter})` }))}
      error={error}
    />
  )
}

function PartField({ error }: { error: string | undefined }) {
  const parts = useQuery(allPartsQuery)
  return (
    <>
      <TextField
        label="Part"
        name="sku"
        mono
        required
        autoFocus
        autoComplete="off"
        list="known-parts"
        placeholder="SSD-U2-7T68-RI"
        hint={parts.isError ? 'The known parts could not be read. Type its code' : 'Scan or type its code'}
        error={error}
      />
      <datalist id="known-parts">
        {parts.data?.items.map((part) => (
          <option key={part.sku} value={part.sku}>
            {part.description}
          </option>
        ))}
      </datalist>
    </>
  )
}
