'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { createSparePart } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { FactsFields, factsIn } from './facts-fields'
import { formEntry } from './form-entry'
import { ModelChoice } from './model-choice'

/** The kinds that tickets ask for first; another can be kept in stock all the same. */
const KINDS = [
  { value: 'DISK', label: 'Disk' },
  { value: 'RAM', label: 'RAM' },
  { value: 'FAN', label: 'Fan' },
  { value: 'PSU', label: 'Power supply' },
  { value: 'NIC', label: 'Network card' },
  { value: 'CPU', label: 'CPU' },
  { value: 'OTHER', label: 'Other' },
]

/** A part that can be kept in stock, and the server models that it fits. */
export function NewPartDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      title="New part"
      description="What it is and which servers it fits. How many there are comes with receiving them."
      open={open}
      onClose={onClose}
    >
      <NewPartForm onClose={onClose} />
    </Dialog>
  )
}

function NewPartForm({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState('DISK')
  const [models, setModels] = useState<readonly string[]>([])
  const command = useCommand(createSparePart, {
    changes: (part) => [{ entity: 'spare-part', key: part.sku }],
    onDone: onClose,
  })
  const { problem } = command
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void command.run({
      sku: formEntry(data, 'sku'),
      kind,
      description: formEntry(data, 'description'),
      facts: factsIn(data),
      models: [...models],
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label="Code"
        name="sku"
        mono
        required
        autoFocus
        autoComplete="off"
        placeholder="SSD-U2-7T68-RI"
        hint="1 to 64 of A-Z a-z 0-9 . _ - :"
        error={fieldError(problem, 'sku')}
      />
      <SelectField
        label="Kind"
        name="kind"
        options={KINDS}
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        error={fieldError(problem, 'kind')}
      />
      <TextField
        label="Description"
        name="description"
        required
        maxLength={500}
        placeholder="7.68 TB NVMe U.2"
        error={fieldError(problem, 'description')}
      />
      <FactsFields key={kind} kind={kind} facts={{}} error={(path) => fieldError(problem, path)} />
      <ModelChoice chosen={models} onChange={setModels} />
      <ProblemNote problem={problem} shownFields={['sku', 'kind', 'description']} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={command.pending}>
          Add part
        </Button>
      </DialogFooter>
    </form>
  )
}
