'use client'

import { useState } from 'react'
import { roleWords } from '@/components/access/roles-text'
import { useNow } from '@/components/provisioning/use-now'
import { Button, ButtonLink } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ProblemNote } from '@/components/ui/problem-note'
import { Toolbar } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { revokeToken } from '@/lib/actions/access-actions'
import { useCommand } from '@/lib/client/use-command'
import type { TokenView } from '@/lib/contracts/access/user'
import { accessWords } from '@/lib/domain/state-words'
import { AccessFilterBar } from './access-filter-bar'
import { type AccessFilters, isNarrowed } from './access-filters'
import { TokenDialog } from './token-dialog'

/** What other systems use to call the API. */
export function TokensTable({ tokens, filters }: { tokens: readonly TokenView[]; filters: AccessFilters }) {
  const now = useNow(tokens.some(({ expiresAt }) => expiresAt !== undefined))
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<TokenView | null>(null)
  const columns: readonly Column<TokenView>[] = [
    { key: 'name', head: 'Name', cell: (token) => <span className="font-semibold">{token.name}</span> },
    { key: 'role', head: 'Role', width: '100px', cell: (token) => roleWords[token.role] },
    {
      key: 'used',
      head: 'Last used',
      width: '130px',
      cell: (token) =>
        token.lastUsedAt === undefined ? <span className="text-text3">never</span> : <Time at={token.lastUsedAt} />,
    },
    {
      key: 'expires',
      head: 'Expires',
      width: '170px',
      cell: (token) =>
        token.expiresAt === undefined ? (
          <span className="text-text3">never</span>
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <Time at={token.expiresAt} look="day" />
            {now !== null && Date.parse(token.expiresAt) <= now ? (
              <ToneMark size="small" mark={accessWords.EXPIRED} />
            ) : null}
          </span>
        ),
    },
    {
      key: 'made',
      head: 'Made',
      width: '120px',
      phone: 'hide',
      cell: (token) => <Time at={token.createdAt} look="day" />,
    },
    { key: 'by', head: 'Made by', width: '150px', phone: 'hide', cell: (token) => token.createdBy },
    {
      key: 'revoke',
      head: <span className="sr-only">Revoke</span>,
      width: '110px',
      align: 'end',
      phone: 'trail',
      cell: (token) =>
        token.revoked ? (
          <ToneMark mark={accessWords.REVOKED} />
        ) : (
          <Button look="quiet" onClick={() => setRevoking(token)}>
            Revoke…<span className="sr-only"> {token.name}</span>
          </Button>
        ),
    },
  ]
  return (
    <>
      <Toolbar
        label="API tokens"
        end={
          <Button look="primary" glyph="plus" onClick={() => setMaking(true)}>
            New token
          </Button>
        }
      >
        <AccessFilterBar filters={filters} datacenters={[]} />
      </Toolbar>
      <DataTable
        label="API tokens"
        columns={columns}
        rows={tokens}
        rowKey={(token) => token.id}
        changeKey={(token) => `token:${token.id}`}
        height={38}
        empty={
          isNarrowed(filters) ? (
            <EmptyState
              title="No token matches"
              action={<ButtonLink href="/settings?tab=tokens">Show all tokens</ButtonLink>}
            >
              Part of its name, or of the name of who made it, finds it.
            </EmptyState>
          ) : (
            <EmptyState title="No tokens yet">
              Make one for each system that calls the API, with no more than the role that it needs. It is sent as a
              bearer token.
            </EmptyState>
          )
        }
      />
      <TokenDialog open={making} onClose={() => setMaking(false)} />
      <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}

function RevokeDialog({ token, onClose }: { token: TokenView | null; onClose: () => void }) {
  const command = useCommand(revokeToken, { onDone: onClose })
  return (
    <Dialog
      title={token === null ? '' : `Revoke ${token.name}?`}
      description="What uses it is refused from its next call on. A revoked token cannot be brought back."
      open={token !== null}
      onClose={onClose}
    >
      <ProblemNote problem={command.problem} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          busy={command.pending}
          onClick={() => {
            if (token !== null) void command.run({ id: token.id })
          }}
        >
          Revoke the token
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
