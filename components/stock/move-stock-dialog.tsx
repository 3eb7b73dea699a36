'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { moveStock } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { allPartsQuery } from './stock-queries'

/** What is moved: from the ledger of one part, or (null) any part into any warehouse. */
export interface MoveSubject {
  direction: 'receive' | 'take-out'
  part: { sku: string; warehouse: string; available: number } | null
}

export interface WarehouseChoice {
  code: string
  datacenter: string
}

const words = {
  receive: {
    title: 'Receive',
    button: 'Receive',
    reason: 'Delivery 4711',
    what: 'Tickets that wait for it get it at once.',
  },
  'take-out': {
    title: 'Take out',
    button: 'Take out',
    reason: 'Found broken on the shelf',
    what: 'Only what no ticket has reserved can be taken out.',
  },
} as const

/** Receives stock or takes it out, with the reason that the ledger keeps. */
export function MoveStockDialog(props: {
  subject: MoveSubject | null
  warehouses: readonly WarehouseChoice[]
  onClose: () => void
}) {
  const { subject, warehouses, onClose } = props
  const direction = subject?.direction ?? 'receive'
  const name = subject?.part == null ? 'parts' : subject.part.sku
  return (
    <Dialog
      title={`${words[direction].title} ${name}`}
      description={words[direction].what}
      open={subject !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      {subject === null ? null : <MoveForm subject={subject} warehouses={warehouses} onClose={onClose} />}
    </Dialog>
  )
}

const entry = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

const fields = ['sku', 'warehouse', 'quantity', 'reason']

function MoveForm(props: { subject: MoveSubject; warehouses: readonly WarehouseChoice[]; onClose: () => void }) {
  const { subject, warehouses, onClose } = props
  const { part, direction } = subject
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
      sku: part?.sku ?? entry(data, 'sku'),
      warehouse: part?.warehouse ?? entry(data, 'warehouse'),
      quantity: direction === 'receive' ? quantity : -quantity,
      reason: entry(data, 'reason'),
    })
  }
  const tooMany =
    direction === 'take-out' && part !== null && quantity > part.available
      ? `Only ${part.available} are available`
      : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      {part === null ? (
        <PlaceFields warehouses={warehouses} error={(path) => fieldError(problem, path)} />
      ) : (
        <p>
          <span className="text-text2">{direction === 'receive' ? 'Into' : 'From'} </span>
          <span className="mono font-medium">{part.warehouse}</span>
          <span className="text-text2">, {part.available} available now</span>
        </p>
      )}
      <TextField
        label="How many"
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000_000}
        required
        autoFocus={part !== null}
        value={Number.isNaN(quantity) ? '' : quantity}
        onChange={(event) => setQuantity(event.target.valueAsNumber)}
        error={tooMany ?? fieldError(problem, 'quantity')}
      />
      <TextField
        label="Reason"
        name="reason"
        required
        maxLength={500}
        placeholder={words[direction].reason}
        hint="Kept in the ledger"
        error={fieldError(problem, 'reason')}
      />
      <ProblemNote problem={problem} shownFields={fields} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          busy={command.pending}
          disabledReason={Number.isNaN(quantity) ? 'Say how many' : tooMany}
          reasonAt="tooltip"
        >
          {words[direction].button}
        </Button>
      </DialogFooter>
    </form>
  )
}

function PlaceFields(props: { warehouses: readonly WarehouseChoice[]; error: (path: string) => string | undefined }) {
  const { warehouses, error } = props
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
        hint="Scan or type its code"
        error={error('sku')}
      />
      <datalist id="known-parts">
        {parts.data?.items.map((part) => (
          <option key={part.sku} value={part.sku}>
            {part.description}
          </option>
        ))}
      </datalist>
      <SelectField
        label="Warehouse"
        name="warehouse"
        required
        emptyLabel="Choose a warehouse"
        defaultValue=""
        options={warehouses.map(({ code }) => ({ value: code, label: code }))}
        error={error('warehouse')}
      />
    </>
  )
}
