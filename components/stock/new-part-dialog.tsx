'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { createSparePart } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { allModelsQuery } from './stock-queries'

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
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <NewPartForm onClose={onClose} />
    </Dialog>
  )
}

const entry = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function NewPartForm({ onClose }: { onClose: () => void }) {
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
      sku: entry(data, 'sku'),
      kind: entry(data, 'kind'),
      description: entry(data, 'description'),
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
      <SelectField label="Kind" name="kind" options={KINDS} error={fieldError(problem, 'kind')} />
      <TextField
        label="Description"
        name="description"
        required
        maxLength={500}
        placeholder="7.68 TB NVMe U.2"
        error={fieldError(problem, 'description')}
      />
      <ModelChoice
        chosen={models}
        onToggle={(slug) =>
          setModels((before) => (before.includes(slug) ? before.filter((one) => one !== slug) : [...before, slug]))
        }
      />
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

function ModelChoice({ chosen, onToggle }: { chosen: readonly string[]; onToggle: (slug: string) => void }) {
  const models = useQuery(allModelsQuery)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-small text-text2">Fits</legend>
      <div className="max-h-44 overflow-y-auto rounded-control border border-line2 px-2 py-1">
        {models.isPending ? <p className="py-1 text-text3">Asking for the models…</p> : null}
        {models.isError ? <p className="py-1 text-fail-x">The models could not be read. Close and try again.</p> : null}
        {models.data?.items.map((model) => (
          <label key={model.slug} className="flex min-h-7 items-center gap-2 glove:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(model.slug)}
              onChange={() => onToggle(model.slug)}
              className="size-4 flex-none accent-accent"
            />
            <span className="min-w-0 truncate">
              {model.manufacturer} {model.model}
            </span>
          </label>
        ))}
      </div>
      <p className="mt-1 text-small text-text3">
        {chosen.length === 0 ? 'A part that fits no model is never reserved for a ticket.' : `${chosen.length} chosen`}
      </p>
    </fieldset>
  )
}
