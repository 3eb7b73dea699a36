'use client'

import { type FormEvent, useState } from 'react'
import { TextAreaField } from '@/components/ui/field'
import { moveStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { formEntry } from './form-entry'
import { PlaceFields } from './place-fields'
import { serialsOf, serialsRefusal } from './serials'
import type { TaskProps } from './stock-task'
import { QuantityFields, TaskFooter } from './task-fields'

const words = {
  receive: { button: 'Receive', place: 'Into', reason: 'Delivery 4711' },
  'take-out': { button: 'Take out', place: 'From', reason: 'Found broken on the shelf' },
} as const

/** Receives stock or takes it out, with the reason that the ledger keeps; by serials, where each piece has one. */
export function MoveForm(props: TaskProps & { direction: 'receive' | 'take-out' }) {
  const { part, warehouses, serial, direction, onClose } = props
  const [typed, setTyped] = useState(1)
  const [text, setText] = useState(serial ?? '')
  const serials = serialsOf(text)
  const quantity = serials.length > 0 ? serials.length : typed
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
      ...(serials.length === 0 ? {} : { serials }),
    })
  }
  const tooMany =
    direction === 'take-out' && part !== null && quantity > part.available
      ? `Only ${part.available} are available`
      : undefined
  const unfit = serialsRefusal(serials)
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
        readOnly={serials.length > 0}
        autoFocus={part !== null}
        placeholder={words[direction].reason}
        hint={serials.length > 0 ? 'One for each serial' : undefined}
        refusal={tooMany}
        problem={problem}
        onQuantity={setTyped}
      />
      <TextAreaField
        label="Serials, one a line"
        rows={serials.length > 1 ? Math.min(8, serials.length + 1) : 2}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        hint="Scan or paste them where each piece has its own; else leave it empty"
        error={unfit ?? fieldError(problem, 'serials')}
      />
      <TaskFooter
        button={words[direction].button}
        problem={problem}
        shownFields={['sku', 'warehouse', 'quantity', 'reason', 'serials']}
        busy={command.pending}
        refusal={Number.isNaN(quantity) ? 'Say how many' : (tooMany ?? unfit)}
        onClose={onClose}
      />
    </form>
  )
}
