'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { deleteSavedView, editSavedView } from '@/lib/actions/access-actions'
import { useCommand } from '@/lib/client/use-command'
import type { SavedViewView } from '@/lib/contracts/access/saved-view'

/** One's views of a list, each to be named anew or deleted. */
export function KeptViewsDialog({ views, onClose }: { views: readonly SavedViewView[]; onClose: () => void }) {
  return (
    <Dialog open title="Your views" onClose={onClose}>
      {views.length === 0 ? <p className="text-text2">None is left.</p> : null}
      <ul className="flex flex-col gap-2">
        {views.map((view) => (
          <KeptView key={view.id} view={view} />
        ))}
      </ul>
    </Dialog>
  )
}

function KeptView({ view }: { view: SavedViewView }) {
  const [name, setName] = useState(view.name)
  const options = { changes: () => [{ entity: 'saved-view', key: view.id }] }
  const renaming = useCommand(editSavedView, options)
  const deleting = useCommand(deleteSavedView, options)
  const same = name.trim() === view.name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!same) void renaming.run({ id: view.id, name })
  }
  return (
    <li>
      <form onSubmit={submit} className="flex items-center gap-2">
        <TextField
          label={`Name of ${view.name}`}
          labelHidden
          required
          maxLength={60}
          className="flex-1"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="submit"
          busy={renaming.pending}
          disabledReason={same ? 'It is called so already.' : null}
          reasonAt="tooltip"
          aria-label={`Rename ${view.name}`}
        >
          Rename
        </Button>
        <Button
          look="danger"
          busy={deleting.pending}
          onClick={() => void deleting.run({ id: view.id })}
          aria-label={`Delete ${view.name}`}
        >
          Delete
        </Button>
      </form>
      <ProblemNote problem={renaming.problem ?? deleting.problem} className="mt-1" />
    </li>
  )
}
