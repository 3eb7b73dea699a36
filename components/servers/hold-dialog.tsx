'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { placeHold } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { serverChanges } from './server-changes'

/** Takes a server out of planning, with a reason and perhaps an end. */
export function HoldDialog({ server, onClose }: { server: ServerView; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const command = useCommand(placeHold, { changes: () => serverChanges(server), onDone: onClose })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void command.run({
      server: server.barcode,
      reason,
      ...(until === '' ? {} : { until: `${until}:00Z` }),
    })
  }
  return (
    <Dialog
      open
      title={`Hold ${server.barcode}`}
      description="It is left out of plans, and opens no reboot tickets, until the hold ends."
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextAreaField
          label="Reason"
          required
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder="Kept for a test, waiting for a part"
          error={fieldError(command.problem, 'reason')}
        />
        <TextField
          label="Until, UTC"
          type="datetime-local"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          hint="Leave empty to hold it until someone ends it"
          error={fieldError(command.problem, 'until')}
        />
        <ProblemNote problem={command.problem} shownFields={['reason', 'until']} />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={command.pending}>
            Hold
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
