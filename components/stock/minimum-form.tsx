'use client'

import { type FormEvent, useState } from 'react'
import { TextField } from '@/components/ui/field'
import { editStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { formEntry } from './form-entry'
import { PlaceFields } from './place-fields'
import type { TaskProps } from './stock-task'
import { TaskFooter } from './task-fields'

/** Sets the minimum of a part in a warehouse, also where none of it ever lay. */
export function MinimumForm({ part, warehouses, onClose }: TaskProps) {
  const [minimum, setMinimum] = useState(1)
  const command = useCommand(editStock, {
    changes: (stock) => [{ entity: 'stock', key: stock.id }],
    onDone: onClose,
  })
  const { problem } = command
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const sku = part?.sku ?? formEntry(data, 'sku')
    void command.run({ id: `${sku}@${part?.warehouse ?? formEntry(data, 'warehouse')}`, minimum })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <PlaceFields part={part} warehouses={warehouses} label="In" error={(path) => fieldError(problem, path)} />
      <TextField
        label="Minimum"
        type="number"
        inputMode="numeric"
        min={0}
        required
        autoFocus={part !== null}
        value={Number.isNaN(minimum) ? '' : minimum}
        onChange={(event) => setMinimum(event.target.valueAsNumber)}
        error={fieldError(problem, 'minimum')}
      />
      <TaskFooter
        button="Set the minimum"
        problem={problem}
        shownFields={['minimum']}
        busy={command.pending}
        refusal={Number.isNaN(minimum) ? 'Say how many' : undefined}
        onClose={onClose}
      />
    </form>
  )
}
