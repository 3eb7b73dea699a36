'use client'

import { type FormEvent, useState } from 'react'
import { moveStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { formEntry } from './form-entry'
import { PlaceFields } from './place-fields'
import type { TaskProps } from './stock-task'
import { QuantityFields, TaskFooter } from './task-fields'

const words = {
  receive: { button: 'Receive', place: 'Into', reason: 'Delivery 4711' },
  'take-out': { button: 'Take out', place: 'From', reason: 'Found broken on the shelf' },
} as const

/** Receives stock or takes it out, with the reason that the ledger keeps. */
export function MoveForm(props: TaskProps & { direction: 'receive' | 'take-out' }) {
  const { part, warehouses, direction, onClose } = props
  const [quantity, setQuantity] = useState(1)
  const command = useCommand(moveStock, {
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
      quantity: direction === 'receive' ? quantity : -quantity,
      reason: formEntry(data, 'reason'),
    })
  }
  const tooMany =
    direction === 'take-out' && part !== null && quantity > part.available
      ? `Only ${part.available} are available`
      : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <PlaceFields
        part={part}
        warehouses={warehouses}
        label={words[direction].place}
        error={(path) => fieldError(problem, path)}
      />
      <QuantityFields
        label="How many"
        name="quantity"
        quantity={quantity}
        autoFocus={part !== null}
        placeholder={words[direction].reason}
        refusal={tooMany}
        problem={problem}
        onQuantity={setQuantity}
      />
      <TaskFooter
        button={words[direction].button}
        problem={problem}
        shownFields={['sku', 'warehouse', 'quantity', 'reason']}
        busy={command.pending}
        refusal={Number.isNaN(quantity) ? 'Say how many' : tooMany}
        onClose={onClose}
      />
    </form>
  )
}
