'use client'

import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { SelectField } from '@/components/ui/select'
import { openTicket } from '@/lib/actions/ticket-actions'
import { fieldError, type Problem } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { priorityWords, ticketTypeWords } from '@/lib/domain/state-words'
import { PRIORITIES, type Priority, TICKET_TYPES, type TicketType } from '@/lib/domain/ticket-state'
import { neededPart } from '@/lib/domain/tickets/spares'

const shown = ['server', 'note', 'components.0']

/** Opens a ticket by hand. A refusal stays beside what was typed. */
export function NewTicketDialog(props: {
  open: boolean
  /** Known already where it is opened from the server itself. */
  server?: string | undefined
  onClose: () => void
  onOpened: (number: string) => void
}) {
  const { open, server, onClose, onOpened } = props
  return (
    <Dialog
      title="New ticket"
      description="For what only a person sees. What telemetry reports opens its ticket by itself."
      open={open}
      onClose={onClose}
    >
      <NewTicketForm server={server} onClose={onClose} onOpened={onOpened} />
    </Dialog>
  )
}

const entry = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function NewTicketForm(props: { server: string | undefined; onClose: () => void; onOpened: (number: string) => void }) {
  const { server, onClose, onOpened } = props
  const [type, setType] = useState<TicketType>('REPLACE_DISK')
  const [priority, setPriority] = useState<Priority>('NORMAL')
  const command = useCommand(openTicket, {
    changes: (ticket) => [{ entity: 'ticket', key: ticket.number }],
    onDone: (ticket) => {
      onClose()
      onOpened(ticket.number)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const note = entry(data, 'note')
    const component = entry(data, 'component')
    void command.run({
      server: entry(data, 'server'),
      type,
      priority,
      ...(note === '' ? {} : { note }),
      ...(component === '' ? {} : { components: [component] }),
    })
  }
  const { problem } = command
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label="Server"
        name="server"
        mono
        required
        autoFocus={server === undefined}
        defaultValue={server}
        autoComplete="off"
        autoCapitalize="characters"
        placeholder="SRV-004217"
        hint="Scan or type its barcode"
        error={fieldError(problem, 'server')}
      />
      <SelectField
        label="What to do"
        value={type}
        onChange={(event) => setType(TICKET_TYPES.find((one) => one === event.target.value) ?? 'REPLACE_DISK')}
        options={TICKET_TYPES.map((value) => ({ value, label: ticketTypeWords[value] }))}
      />
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium text-small text-text2">Priority</span>
        <Segment
          label="Priority"
          value={priority}
          onChange={(value) => setPriority(PRIORITIES.find((one) => one === value) ?? 'NORMAL')}
          options={PRIORITIES.map((value) => ({
            value,
            label: priorityWords[value].word,
            glyph: priorityWords[value].glyph,
          }))}
        />
      </div>
      {neededPart(type) === null ? null : (
        <TextField
          key={type}
          label={type === 'REPLACE_RAM' ? 'Slot' : 'Disk'}
          name="component"
          mono
          autoComplete="off"
          maxLength={128}
          placeholder={type === 'REPLACE_RAM' ? 'A6' : 'Serial number'}
          hint="If it is known. A fitting spare is reserved either way."
          error={fieldError(problem, 'components.0')}
        />
      )}
      <TextAreaField
        label="Note"
        name="note"
        maxLength={4000}
        placeholder="What was seen, and by whom"
        error={fieldError(problem, 'note')}
      />
      {problem === null || shown.some((path) => fieldError(problem, path) !== undefined) ? null : (
        <ProblemNote problem={problem} />
      )}
      <DialogFooter>
        <OpenInstead problem={problem} />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={command.pending}>
          Open ticket
        </Button>
      </DialogFooter>
    </form>
  )
}

/** There is a live ticket of this type already: the way to it. */
function OpenInstead({ problem }: { problem: Problem | null }) {
  const number = problem?.code === 'ticket-open' ? problem.ticket : undefined
  if (typeof number !== 'string') return null
  return (
    <ButtonLink href={`/tickets/${encodeURIComponent(number)}`} glyph="ticket">
      {`Go to ${number}`}
    </ButtonLink>
  )
}
