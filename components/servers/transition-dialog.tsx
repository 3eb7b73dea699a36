'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { StateMark } from '@/components/ui/state-mark'
import { transitionServer } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerAction } from '@/lib/domain/server-actions'
import type { ServerState } from '@/lib/domain/server-state'
import { JourneyFields } from './journey-fields'
import { serverChanges } from './server-changes'

/** What each change by hand means, said before it is made. */
const meaning: Partial<Record<ServerAction, (server: ServerView) => string | null>> = {
  send: () => 'It leaves its warehouse and is expected at another datacenter, where a scan takes it in.',
  'mark-broken': (server) =>
    server.order === undefined
      ? 'It is taken out of planning until it is mended or found to be well.'
      : `${server.order} loses it: a job that runs on it is cancelled, and the order shows it as lost.`,
  'false-alarm': () => 'It goes back to what it was, where it stands.',
  decommission: (server) =>
    server.needsWipe
      ? 'It held data and was not wiped: your reason is kept as the reason why not. Its barcode is never used again.'
      : 'Its unit is freed, holds end, tickets close. Its barcode is never used again.',
}

interface TransitionProps {
  server: ServerView
  action: ServerAction
  /** The button's words, without the dots. */
  title: string
  to: ServerState
  onClose: () => void
}

/** Changes a server's state by hand, with the reason that the audit keeps. A refusal stays beside what was typed. */
export function TransitionDialog(props: TransitionProps) {
  const { server, action, title, onClose } = props
  const words = meaning[action]?.(server) ?? null
  return (
    <Dialog
      open
      title={`${server.barcode}: ${title.toLowerCase()}`}
      {...(words === null ? {} : { description: words })}
      onClose={onClose}
    >
      <TransitionForm {...props} />
    </Dialog>
  )
}

function TransitionForm({ server, action, title, to, onClose }: TransitionProps) {
  const [reason, setReason] = useState('')
  const [destination, setDestination] = useState('')
  const [day, setDay] = useState('')
  const command = useCommand(transitionServer, { changes: (changed) => serverChanges(changed), onDone: onClose })
  const { problem } = command
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void command.run({
      barcode: server.barcode,
      to,
      reason,
      ...(destination === '' ? {} : { destination }),
      ...(day === '' ? {} : { expectedAt: `${day}T00:00:00Z` }),
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <StateMark kind="server" state={server.state} />
        <span className="text-text3">becomes</span>
        <StateMark kind="server" state={to} />
      </p>
      {to !== 'IN_TRANSIT' ? null : (
        <JourneyFields
          destination={destination}
          onDestination={setDestination}
          day={day}
          onDay={setDay}
          errorOf={(field) => fieldError(problem, field)}
        />
      )}
      <TextAreaField
        label="Reason"
        required
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="What happened, for whoever reads the audit"
        error={fieldError(problem, 'reason')}
      />
      <ProblemNote problem={problem} shownFields={['reason', 'destination', 'expectedAt']} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look={action === 'decommission' || action === 'mark-broken' ? 'danger' : 'primary'}
          busy={command.pending}
        >
          {title}
        </Button>
      </DialogFooter>
    </form>
  )
}
