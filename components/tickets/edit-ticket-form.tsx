'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextAreaField, TextField } from '@/components/ui/field'
import { MergeForm } from '@/components/ui/merge-form'
import { MergeField } from '@/components/ui/merge-note'
import { Segment } from '@/components/ui/segment'
import { editTicket } from '@/lib/actions/ticket-actions'
import { fieldError } from '@/lib/client/problem'
import { useSharedCommand } from '@/lib/client/use-shared-command'
import { useSharedEdit } from '@/lib/client/use-shared-edit'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { priorityWords } from '@/lib/domain/state-words'
import { PRIORITIES } from '@/lib/domain/ticket-state'

/** What of a ticket is one value for all. Notes are added, and never meet. */
const fieldsOf = ({ priority, assignee }: TicketView) => ({ priority, assignee: assignee ?? null })

const priorityWord = (value: unknown) =>
  PRIORITIES.flatMap((one) => (one === value ? priorityWords[one].word : []))[0] ?? ''
const nameWord = (value: unknown) => (typeof value === 'string' ? value : 'nobody')

/** What the button of `EditTicket` opens. */
export function EditTicketForm({ ticket, me, onClose }: { ticket: TicketView; me: string; onClose: () => void }) {
  const { number } = ticket
  const thing = { entity: 'ticket', key: number } as const
  const edit = useSharedEdit(thing, fieldsOf(ticket))
  const [note, setNote] = useState('')
  const { values, set } = edit
  const command = useSharedCommand(editTicket, { edit, thing, onDone: onClose })
  const text = note.trim()
  return (
    <MergeForm
      edit={edit}
      command={command}
      shownFields={['assignee', 'note']}
      more={text !== ''}
      onSave={({ given, base }) => void command.run({ number, ...given, base, ...(text === '' ? {} : { note: text }) })}
      onClose={onClose}
    >
      <MergeField edit={edit} name="priority" show={priorityWord}>
        <div className="flex flex-col items-start gap-1">
          <span className="font-medium text-small text-text2">Priority</span>
          <Segment
            label="Priority"
            value={values.priority}
            onChange={(value) => set('priority', PRIORITIES.find((one) => one === value) ?? 'NORMAL')}
            options={PRIORITIES.map((value) => ({
              value,
              label: priorityWords[value].word,
              glyph: priorityWords[value].glyph,
            }))}
          />
        </div>
      </MergeField>
      <MergeField edit={edit} name="assignee" show={nameWord}>
        <div className="flex items-end gap-2">
          <TextField
            label="Who works on it"
            name="assignee"
            className="flex-1"
            maxLength={200}
            autoComplete="off"
            placeholder="nobody"
            value={values.assignee ?? ''}
            onChange={(event) => set('assignee', event.target.value === '' ? null : event.target.value)}
            error={fieldError(command.problem, 'assignee')}
          />
          <Button
            disabledReason={values.assignee === me ? 'it is you' : null}
            reasonAt="tooltip"
            onClick={() => set('assignee', me)}
          >
            Me
          </Button>
        </div>
      </MergeField>
      <TextAreaField
        label="A note, if you like"
        name="note"
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={fieldError(command.problem, 'note')}
      />
    </MergeForm>
  )
}
