'use client'

import { type FormEvent, useState } from 'react'
import { transferStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { formEntry } from './form-entry'
import { PlaceFields, WarehouseField } from './place-fields'
import type { TaskProps } from './stock-task'
import { QuantityFields, TaskFooter } from './task-fields'

/** Sends stock from one warehouse to another. */
export function TransferForm({ part, warehouses, onClose }: TaskProps) {
  const [quantity, setQuantity] = useState(1)
  const command = useCommand(transferStock, {
    changes: ({ from, to }) => [from, to].map(({ id }) => ({ entity: 'stock', key: id })),
    onDone: onClose,
  })
  const { problem } = command
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void command.run({
      sku: part?.sku ?? formEntry(data, 'sku'),
      from: part?.warehouse ?? formEntry(data, 'from'),
      to: formEntry(data, 'to'),
      quantity,
      reason: formEntry(data, 'reason'),
    })
  }
  const tooMany = part !== null && quantity > part.available ? `Only ${part.available} are available` : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <PlaceFields
        part={part}
        warehouses={warehouses}
        label="From"
        name="from"
        error={(path) => fieldError(problem, path)}
      />
      <WarehouseField
        label="To"
        name="to"
        warehouses={warehouses.filter(({ code }) => code !== part?.warehouse)}
        error={fieldError(problem, 'to')}
      />
      <QuantityFields
        label="How many"
        name="quantity"
        quantity={quantity}
        autoFocus={false}
        placeholder="Sent by van"
        refusal={tooMany}
        problem={problem}
        onQuantity={setQuantity}
      />
      <TaskFooter
        button="Transfer"
        problem={problem}
        shownFields={['sku', 'from', 'to', 'quantity', 'reason']}
        busy={command.pending}
        refusal={Number.isNaN(quantity) ? 'Say how many' : tooMany}
        onClose={onClose}
      />
    </form>
  )
}
