'use client'

import { type FormEvent, useState } from 'react'
import { roleWords } from '@/components/access/roles-text'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { createToken } from '@/lib/actions/access-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { ROLES } from '@/lib/domain/access/permissions'

/** Makes an API token and shows it this once. */
export function TokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<string | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Dialog
      title={made === null ? 'New API token' : 'Copy the token now'}
      description={
        made === null
          ? undefined
          : 'It is shown this once: only its hash is kept. Whoever has it may do what its role may.'
      }
      open={open}
      onClose={close}
    >
      {made === null ? <TokenForm onMade={setMade} onClose={close} /> : <MadeToken token={made} onClose={close} />}
    </Dialog>
  )
}

function TokenForm({ onMade, onClose }: { onMade: (token: string) => void; onClose: () => void }) {
  const command = useCommand(createToken, { onDone: ({ token }) => onMade(token ?? '') })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const role = ROLES.find((one) => one === data.get('role'))
    const day = String(data.get('expiresOn') ?? '')
    if (role === undefined) return
    void command.run({
      name: String(data.get('name') ?? '').trim(),
      role,
      ...(day === '' ? {} : { expiresAt: `${day}T00:00:00Z` }),
    })
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label="Name"
        name="name"
        hint="What uses it: monitoring, billing."
        autoComplete="off"
        error={fieldError(command.problem, 'name')}
      />
      <SelectField
        label="Role"
        name="role"
        defaultValue="INGEST"
        options={ROLES.map((role) => ({ value: role, label: roleWords[role] }))}
        hint="Ingest may only send telemetry."
        error={fieldError(command.problem, 'role')}
      />
      <TextField
        label="Expires on"
        name="expiresOn"
        type="date"
        className="max-w-[200px]"
        hint="Empty: when it is revoked."
        error={fieldError(command.problem, 'expiresAt')}
      />
      <ProblemNote problem={command.problem} shownFields={['name', 'role', 'expiresAt']} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={command.pending}>
          Make the token
        </Button>
      </DialogFooter>
    </form>
  )
}

function MadeToken({ token, onClose }: { token: string; onClose: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token)
      setCopied('yes')
    } catch {
      // Without a secure origin the browser has no clipboard: the text is there to be marked.
      setCopied('failed')
    }
  }
  return (
    <>
      <p className="mono break-all rounded-control border border-line2 bg-sunken px-3 py-2 select-all">{token}</p>
      <p role="status" className="mt-1 min-h-4 text-small text-text2">
        {copied === 'yes' ? 'Copied.' : copied === 'failed' ? 'Could not be copied: mark the text and copy it.' : ''}
      </p>
      <DialogFooter>
        <Button onClick={() => void copy()}>Copy</Button>
        <Button look="primary" onClick={onClose}>
          I have it
        </Button>
      </DialogFooter>
    </>
  )
}
