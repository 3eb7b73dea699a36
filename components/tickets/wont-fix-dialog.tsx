'use client'

import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

/** Asks why a ticket is left undone; the answer is its last note. */
export function WontFixDialog(props: {
  /** Null keeps it closed. */
  ticket: TicketView | null
  onClose: () => void
  onConfirm: (note: string) => void
}) {
  const { ticket, onClose, onConfirm } = props
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = new FormData(event.currentTarget).get('note')
    if (typeof note === 'string' && note.trim() !== '') onConfirm(note.trim())
  }
  const reserved = ticket?.components.filter((component) => component.part?.status === 'reserved').length ?? 0
  return (
    <Dialog
      title={`Won’t fix ${ticket?.number ?? ''}`}
      description={[
        reserved === 0 ? 'The ticket ends here.' : 'The ticket ends here, and its reserved parts go back to stock.',
        ...(ticket?.serverState === 'REPAIRING'
          ? [`${ticket.server} stays in repair until you say where it goes.`]
          : []),
        'The same fault later opens a new one.',
      ].join(' ')}
      open={ticket !== null}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <TextAreaField
          label="Why"
          name="note"
          required
          autoFocus
          maxLength={4000}
          placeholder="The server is being scrapped"
        />
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="primary">
            Won’t fix
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
