'use client'

import { type FormEvent, useState } from 'react'
import { countStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { formEntry } from './form-entry'
import { deltaText } from './movement-words'
import { PlaceFields } from './place-fields'
import type { TaskPart, TaskProps } from './stock-task'
import { QuantityFields, TaskFooter } from './task-fields'

/** What the count comes to, before it is said. */
function differenceText(part: TaskPart | null, counted: number): string {
  if (part === null || Number.isNaN(counted)) return 'What tickets have reserved lies there too'
  const difference = counted - part.available - part.reserved
  return difference === 0 ? 'As the ledger says' : `${deltaText(difference)} to what the ledger says`
}

/** Says how many lie there; the difference is written into the ledger. */
export function CountForm({ part, warehouses, onClose }: TaskProps) {
  const [counted, setCounted] = useState(part === null ? Number.NaN : part.available + part.reserved)
  const command = useCommand(countStock, {
    changes: (stock) => [{ entity: 'stock', key: stock.id }],
    onDone: onClose,
  })
  const { problem } = command
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void command.run({
      sku: part?.sku ?? formEntry(data, 'sku'),
      warehouse: part?.warehouse ?? formEntry(data, 'warehouse'),
      counted,
      reason: formEntry(data, 'reason'),
    })
  }
  const tooFew =
    part !== null && counted < part.reserved ? `Tickets have ${part.reserved} reserved: settle those first` : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <PlaceFields part={part} warehouses={warehouses} label="In" error={(path) => fieldError(problem, path)} />
      <QuantityFields
        label="Counted, reserved ones included"
        name="counted"
        quantity={counted}
        min={0}
        autoFocus={part !== null}
        placeholder="Count of the year"
        hint={differenceText(part, counted)}
        refusal={tooFew}
        problem={problem}
        onQuantity={setCounted}
      />
      <TaskFooter
        button="Save the count"
        problem={problem}
        shownFields={['sku', 'warehouse', 'counted', 'reason']}
        busy={command.pending}
        refusal={Number.isNaN(counted) ? 'Say how many' : tooFew}
        onClose={onClose}
      />
    </form>
  )
}
