'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { createUser, editUser } from '@/lib/actions/access-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { UserView } from '@/lib/contracts/access/user'
import { GrantFields, grantInputs, grantRows } from './grant-fields'

const SHOWN = ['email', 'name', 'password', 'grants']
const textOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** Adds a person, or changes one: name, roles, password, whether they may sign in. */
export function UserDialog(props: {
  user: UserView | 'new' | null
  datacenters: readonly string[]
  onClose: () => void
}) {
  const { user, datacenters, onClose } = props
  return (
    <Dialog
      title={user === 'new' ? 'New user' : user === null ? '' : user.email}
      open={user !== null}
      onClose={onClose}
    >
      {user === null ? null : (
        <UserForm
          key={user === 'new' ? 'new' : user.id}
          user={user === 'new' ? null : user}
          datacenters={datacenters}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function UserForm(props: { user: UserView | null; datacenters: readonly string[]; onClose: () => void }) {
  const { user, datacenters, onClose } = props
  const formId = useId()
  const [grants, setGrants] = useState(user === null ? grantRows([{ role: 'VIEWER' }]) : grantRows(user.grants))
  // What was loaded is what is changed: somebody else's change in between is refused, not written over.
  const [version] = useState(user?.version ?? 0)
  const options = { onDone: onClose, changes: () => [{ entity: 'user', key: user?.id ?? 'new' }] }
  const creating = useCommand(createUser, options)
  const editing = useCommand(editUser, options)
  const { problem } = user === null ? creating : editing

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const password = textOf(data, 'password')
    const common = { name: textOf(data, 'name').trim(), grants: grantInputs(grants) }
    if (user === null) void creating.run({ ...common, email: textOf(data, 'email').trim(), password })
    else {
      const disabled = data.get('disabled') === 'on'
      void editing.run({
        ...common,
        id: user.id,
        ifMatch: [version],
        disabled,
        ...(password === '' ? {} : { password }),
      })
    }
  }

  return (
    <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3">
      {user === null ? (
        <TextField label="E-mail" name="email" type="email" autoComplete="off" error={fieldError(problem, 'email')} />
      ) : null}
      <TextField
        label="Name"
        name="name"
        defaultValue={user?.name}
        autoComplete="off"
        error={fieldError(problem, 'name')}
      />
      <TextField
        label={user === null ? 'Password' : 'New password'}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={user === null ? 'At least 12 characters.' : 'Empty keeps the one there is. At least 12 characters.'}
        error={fieldError(problem, 'password')}
      />
      <GrantFields
        grants={grants}
        onChange={setGrants}
        datacenters={datacenters}
        error={fieldError(problem, 'grants')}
      />
      {user === null ? null : (
        <CheckField
          label="May not sign in"
          name="disabled"
          defaultChecked={user.disabled}
          hint="Ends their sessions at their next step. The audit log keeps the name."
        />
      )}
      <ProblemNote problem={problem} shownFields={SHOWN} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={creating.pending || editing.pending}>
          {user === null ? 'Add user' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  )
}
