'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { editTicket } from '@/lib/actions/ticket-actions'
import { useCommand } from '@/lib/client/use-command'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

export const NOTE_ID = 'new-note'

/** What people wrote, oldest first, and the next one. */
export function TicketNotes({ ticket, lock }: { ticket: TicketView; lock: string | null }) {
  const form = useRef<HTMLFormElement>(null)
  const [empty, setEmpty] = useState(true)
  const command = useCommand(editTicket, {
    changes: () => [{ entity: 'ticket', key: ticket.number }],
    onDone: () => {
      form.current?.reset()
      setEmpty(true)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('note')
    if (typeof text === 'string' && text.trim() !== '') void command.run({ number: ticket.number, note: text.trim() })
  }
  return (
    <Section title="Notes" note={ticket.notes.length === 0 ? undefined : String(ticket.notes.length)}>
      {ticket.notes.length === 0 ? <p className="mb-2 text-text2">Nothing noted yet.</p> : null}
      <ul className="mb-2">
        {ticket.notes.map((note) => (
          <li key={`${note.at}${note.text}`} className="border-line border-t py-1.5 first:border-t-0">
            <p className="text-small text-text3">
              <span className="font-medium text-text2">{note.by}</span>, <Time at={note.at} />
            </p>
            <p className="whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]">{note.text}</p>
          </li>
        ))}
      </ul>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-2">
        <TextAreaField
          label="Add a note"
          name="note"
          rows={2}
          maxLength={4000}
          data-note={NOTE_ID}
          readOnly={lock !== null}
          placeholder="What was found, which serial went in"
          onChange={(event) => setEmpty(event.target.value.trim() === '')}
        />
        <ProblemNote problem={command.problem} className="empty:hidden" />
        <div>
          <Button
            type="submit"
            glyph="note"
            busy={command.pending}
            disabledReason={lock ?? (empty ? 'Write something first' : null)}
          >
            Add note
          </Button>
        </div>
      </form>
    </Section>
  )
}
