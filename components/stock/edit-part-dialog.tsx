'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { editSparePart } from '@/lib/actions/stock-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { SparePartView } from '@/lib/contracts/tickets/stock'
import { FactsFields, factsIn } from './facts-fields'
import { formEntry } from './form-entry'
import { ModelChoice } from './model-choice'
import { sparePartQuery } from './stock-queries'
import { TaskFooter } from './task-fields'

/** What a part is and which servers it fits; null: closed. */
export function EditPartDialog({ sku, onClose }: { sku: string | null; onClose: () => void }) {
  return (
    <Dialog
      title={`Edit ${sku ?? 'part'}`}
      description="Holds in every warehouse. A ticket that holds one which does not fit any more takes another, or waits."
      open={sku !== null}
      onClose={onClose}
    >
      {sku === null ? null : <LoadedPart sku={sku} onClose={onClose} />}
    </Dialog>
  )
}

function LoadedPart({ sku, onClose }: { sku: string; onClose: () => void }) {
  const part = useQuery(sparePartQuery(sku))
  if (part.isError) return <p className="text-fail-x">The part could not be read. Close and try again.</p>
  if (part.data === undefined) return <p className="text-text3">Asking for the part…</p>
  return <EditPartForm part={part.data} onClose={onClose} />
}

function EditPartForm({ part: fresh, onClose }: { part: SparePartView; onClose: () => void }) {
  // What was there when it opened: a change from elsewhere meanwhile is refused, not overwritten.
  const [part] = useState(fresh)
  const [models, setModels] = useState<readonly string[]>(part.models)
  const command = useCommand(editSparePart, {
    changes: ({ sku }) => [{ entity: 'spare-part', key: sku }],
    onDone: onClose,
  })
  const { problem } = command
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void command.run({
      sku: part.sku,
      description: formEntry(data, 'description'),
      facts: factsIn(data),
      models: [...models],
      ifMatch: [part.version],
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label="Description"
        name="description"
        required
        maxLength={500}
        defaultValue={part.description}
        error={fieldError(problem, 'description')}
      />
      <FactsFields kind={part.kind} facts={part.facts} error={(path) => fieldError(problem, path)} />
      <ModelChoice chosen={models} onChange={setModels} />
      <TaskFooter
        button="Save"
        problem={problem}
        shownFields={['description']}
        busy={command.pending}
        refusal={undefined}
        onClose={onClose}
      />
    </form>
  )
}
