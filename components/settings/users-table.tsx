'use client'

import { useState } from 'react'
import { rolesText } from '@/components/access/roles-text'
import { Button, ButtonLink } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Toolbar } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { UserView } from '@/lib/contracts/access/user'
import { accessWords } from '@/lib/domain/state-words'
import { AccessFilterBar } from './access-filter-bar'
import { type AccessFilters, isNarrowed } from './access-filters'
import { UserDialog } from './user-dialog'

/** Everyone who may sign in, with their roles. */
export function UsersTable(props: {
  users: readonly UserView[]
  datacenters: readonly string[]
  filters: AccessFilters
}) {
  const { users, datacenters, filters } = props
  const [chosen, setChosen] = useState<UserView | 'new' | null>(null)
  const columns: readonly Column<UserView>[] = [
    { key: 'name', head: 'Name', width: '180px', cell: (user) => <span className="font-semibold">{user.name}</span> },
    { key: 'email', head: 'E-mail', cell: (user) => user.email },
    { key: 'roles', head: 'Roles', cell: (user) => rolesText(user.grants) },
    {
      key: 'state',
      head: 'Sign-in',
      width: '120px',
      cell: (user) =>
        user.disabled ? <ToneMark mark={accessWords.DISABLED} /> : <span className="text-text2">allowed</span>,
    },
    {
      key: 'since',
      head: 'Since',
      width: '120px',
      align: 'end',
      phone: 'hide',
      cell: (user) => <Time at={user.createdAt} look="day" />,
    },
    {
      key: 'edit',
      head: <span className="sr-only">Edit</span>,
      width: '90px',
      align: 'end',
      phone: 'trail',
      cell: (user) => (
        <Button look="quiet" onClick={() => setChosen(user)}>
          Edit…<span className="sr-only"> {user.name}</span>
        </Button>
      ),
    },
  ]
  return (
    <>
      <Toolbar
        label="Users"
        end={
          <Button look="primary" glyph="plus" onClick={() => setChosen('new')}>
            New user
          </Button>
        }
      >
        <AccessFilterBar filters={filters} datacenters={datacenters} />
      </Toolbar>
      <DataTable
        label="Users"
        columns={columns}
        rows={users}
        rowKey={(user) => user.id}
        changeKey={(user) => `user:${user.id}`}
        height={38}
        empty={
          isNarrowed(filters) ? (
            <EmptyState title="No user matches" action={<ButtonLink href="/settings">Show all users</ButtonLink>}>
              Part of a name or an e-mail finds them.
            </EmptyState>
          ) : (
            <EmptyState title="No users yet">Add the first one, with the roles of their work.</EmptyState>
          )
        }
      />
      <UserDialog user={chosen} datacenters={datacenters} onClose={() => setChosen(null)} />
    </>
  )
}
