'use client'

import Link from 'next/link'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { Page } from '@/lib/contracts/paging'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'
import { serverAuditQuery } from './server-queries'

const columns: readonly Column<AuditView>[] = [
  {
    key: 'at',
    head: 'At, UTC',
    width: '110px',
    phone: 'trail',
    cell: (entry) => (
      <span className="mono whitespace-nowrap text-text2">
        <Time at={entry.at} />
      </span>
    ),
  },
  { key: 'actor', head: 'Who', width: '150px', phone: 'lead', cell: (entry) => entry.actor },
  {
    key: 'change',
    head: 'What',
    width: '250px',
    cell: (entry) => <Change entry={entry} />,
  },
  {
    key: 'reason',
    head: 'Why',
    cell: (entry) => <span className="text-text2">{entry.reason ?? ''}</span>,
  },
]

/** What was done to the server, newest first; those who may not read the audit log are told which role may. */
export function ServerAudit(props: { barcode: string; first: Page<AuditView> | null; locked: string | null }) {
  const { barcode, first, locked } = props
  return (
    <Section
      title="Last changes"
      actions={
        locked === null ? (
          <Link href={`/audit${toQueryString({ of: `server:${barcode}` })}`} className="link text-accent-text">
            its whole life
          </Link>
        ) : undefined
      }
    >
      {first === null ? (
        <p className="flex items-center gap-1.5 text-text2">
          <Glyph name="lock" size={12} className="text-text3" /> {locked ?? 'The audit log is not open to you'}.
        </p>
      ) : (
        <Entries barcode={barcode} first={first} />
      )}
    </Section>
  )
}

function Entries({ barcode, first }: { barcode: string; first: Page<AuditView> }) {
  const { view } = useFresh(first, serverAuditQuery(barcode))
  if (view.items.length === 0) return <p className="text-text2">Nothing is recorded yet.</p>
  return (
    <div className="-mx-4">
      <DataTable
        label="Last changes"
        columns={columns}
        rows={view.items}
        rowKey={(entry) => entry.id}
        stickyTop="auto"
      />
    </div>
  )
}

/** A change of state by its marks; anything else by the operation's name in words. */
function Change({ entry }: { entry: AuditView }) {
  const [from, to] = [stateOf(entry.from), stateOf(entry.to)]
  if (to === null) return <>{actionWords(entry.action)}</>
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {from === null ? null : (
        <>
          <StateMark kind="server" state={from} size="small" />
          <Glyph name="right" size={12} className="text-text3" />
        </>
      )}
      <StateMark kind="server" state={to} size="small" />
    </span>
  )
}

const stateOf = (word: string | undefined): ServerState | null => SERVER_STATES.find((state) => state === word) ?? null

/** "inventory.place-hold" → "Place hold". */
function actionWords(action: string): string {
  const words = action.slice(action.indexOf('.') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
