import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { setBmc } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { type BmcDraft, bmcDraftOf, bmcInputOf, showsCertificate, type Trust } from './bmc-draft'
import { serverChanges } from './server-changes'

const TRUSTS: readonly { value: Trust; label: string }[] = [
  { value: 'system', label: 'Signed by an authority that workers know' },
  { value: 'ca', label: 'Signed by this CA' },
  { value: 'fingerprint', label: 'Just this one, by its fingerprint' },
  { value: 'self-signed', label: 'Any, self-signed too' },
]

const SHOWN = ['address', 'username', 'password', 'tls', 'tls.fingerprint', 'tls.ca'].map((field) => `bmc.${field}`)

/** Where the BMC answers, as whom one signs in, and which certificate is believed. Replaces what was known of it. */
export function BmcDialog({ server, onClose }: { server: ServerView; onClose: () => void }) {
  const [draft, setDraft] = useState(() => bmcDraftOf(server))
  const command = useCommand(setBmc, { changes: () => serverChanges(server), onDone: onClose })
  const change = (part: Partial<BmcDraft>) => setDraft({ ...draft, ...part })
  const error = (field: string) => fieldError(command.problem, `bmc.${field}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void command.run({ barcode: server.barcode, bmc: bmcInputOf(draft) })
  }
  return (
    <Dialog
      open
      title={`BMC of ${server.barcode}`}
      description="User and password are kept sealed and shown to nobody, so they are typed anew with every change."
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="Address"
          required
          autoFocus
          mono
          maxLength={255}
          placeholder="https://10.1.4.17"
          value={draft.address}
          onChange={(event) => change({ address: event.target.value })}
          hint="Of its Redfish service"
          error={error('address')}
        />
        <div className="grid grid-cols-2 gap-3 max-tab:grid-cols-1">
          <TextField
            label="User"
            autoComplete="off"
            maxLength={128}
            value={draft.username}
            onChange={(event) => change({ username: event.target.value })}
            error={error('username')}
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="new-password"
            maxLength={256}
            value={draft.password}
            onChange={(event) => change({ password: event.target.value })}
            error={error('password')}
          />
        </div>
        {showsCertificate(draft) ? (
          <TrustFields
            draft={draft}
            error={error('tls') ?? error('tls.fingerprint') ?? error('tls.ca')}
            onChange={change}
          />
        ) : null}
        <ProblemNote problem={command.problem} shownFields={SHOWN} />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={command.pending}>
            Keep
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function TrustFields(props: {
  draft: BmcDraft
  error: string | undefined
  onChange: (part: Partial<BmcDraft>) => void
}) {
  const { draft, error, onChange } = props
  return (
    <>
      <SelectField
        label="Certificate that is believed"
        value={draft.trust}
        options={TRUSTS}
        onChange={(event) =>
          onChange({ trust: TRUSTS.find(({ value }) => value === event.target.value)?.value ?? 'system' })
        }
        hint={
          draft.trust === 'self-signed'
            ? 'Whoever stands between a worker and this BMC can read its password.'
            : 'Nothing is sent before it was looked at.'
        }
        error={draft.trust === 'system' || draft.trust === 'self-signed' ? error : undefined}
      />
      {draft.trust === 'fingerprint' ? (
        <TextField
          label="Its SHA-256"
          required
          mono
          placeholder="64 hex digits, with or without colons"
          value={draft.fingerprint}
          onChange={(event) => onChange({ fingerprint: event.target.value })}
          error={error}
        />
      ) : null}
      {draft.trust === 'ca' ? (
        <TextAreaField
          label="The CA, in PEM"
          required
          rows={5}
          placeholder="-----BEGIN CERTIFICATE-----"
          className="mono"
          value={draft.ca}
          onChange={(event) => onChange({ ca: event.target.value })}
          error={error}
        />
      ) : null}
    </>
  )
}
