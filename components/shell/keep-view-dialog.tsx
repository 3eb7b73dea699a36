'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { createSavedView, editSavedView } from '@/lib/actions/access-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { SavedViewView, ViewedPage } from '@/lib/contracts/access/saved-view'

/** Keeps what the list shows now under a name; a name that is used already is asked to be given to this. */
export function KeepViewDialog(props: {
  page: ViewedPage
  query: string
  views: readonly SavedViewView[]
  onClose: () => void
}) {
  const { page, query, views, onClose } = props
  const [name, setName] = useState('')
  const options = {
    changes: ({ id }: SavedViewView) => [{ entity: 'saved-view', key: id }],
    onDone: onClose,
  }
  const creating = useCommand(createSavedView, options)
  const replacing = useCommand(editSavedView, options)
  const taken = views.find((view) => view.name.toLowerCase() === name.trim().toLowerCase())
  const problem = creating.problem ?? replacing.problem
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (taken === undefined) void creating.run({ page, name, query })
    else void replacing.run({ id: taken.id, query })
  }
  return (
    <Dialog open title="Keep this view" description="Filters, columns and sorting, for yourself." onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="Name"
          required
          autoFocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder="Broken in FRA1"
          hint={taken === undefined ? undefined : `You have “${taken.name}” already: it will show this instead.`}
          error={fieldError(problem, 'name')}
        />
        <ProblemNote problem={problem} shownFields={['name']} />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={creating.pending || replacing.pending}>
            {taken === undefined ? 'Keep' : 'Replace'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
