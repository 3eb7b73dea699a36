'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { WithPanel } from '@/components/ui/side-panel'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { AuditSealView, AuditView } from '@/lib/contracts/audit/audit'
import type { Page } from '@/lib/contracts/paging'
import { AuditChange } from './audit-change'
import { type AuditFilters, auditHref } from './audit-filters'
import { AuditForm } from './audit-form'
import { AuditPanel } from './audit-panel'
import { auditQuery, lastSealQuery } from './audit-queries'
import { SealLine } from './seal-line'

/** As wide as its column is, however long the words: on a tablet the columns give way before the table runs out of the page. */
const fitted = 'block truncate tab:[contain:inline-size]'

const columns: readonly Column<AuditView>[] = [
  {
    key: 'action',
    head: 'Action',
    width: '290px',
    cell: (entry) => (
      <span className={`mono font-medium tab:min-w-36 [@media(width>=1400px)]:min-w-46 ${fitted}`} title={entry.action}>
        {entry.action}
      </span>
    ),
  },
  { key: 'key', head: 'What', width: '190px', cell: (entry) => <What entry={entry} /> },
  {
    key: 'change',
    head: 'Change',
    width: '250px',
    cell: (entry) => (
      <span className={`tab:min-w-50 ${fitted}`}>
        <AuditChange entry={entry} />
      </span>
    ),
  },
  {
    key: 'reason',
    head: 'Reason',
    width: '20%',
    cell: (entry) =>
      entry.reason === undefined ? null : (
        <span className={`min-w-14 desk:max-[1400px]:min-w-24 ${fitted}`} title={entry.reason}>
          {entry.reason}
        </span>
      ),
    phone: 'hide',
  },
  { key: 'actor', head: 'Who', width: '170px', cell: (entry) => <Who name={entry.actor} /> },
  {
    key: 'at',
    head: 'When, UTC',
    align: 'end',
    width: '120px',
    phone: 'trail',
    cell: (entry) => (
      <span className="mono max-tab:whitespace-nowrap desk:whitespace-nowrap text-text2">
        <Time at={entry.at} />
      </span>
    ),
  },
]

function Who({ name }: { name: string }) {
  return (
    <span className={`tab:min-w-20 ${fitted}`} title={name}>
      {name}
    </span>
  )
}

function What({ entry }: { entry: AuditView }) {
  const short = /^[0-9a-f]{8}-/.test(entry.key) ? `${entry.key.slice(0, 8)}…` : entry.key
  return (
    <span className={`tab:min-w-28 [@media(width>=1400px)]:min-w-34 ${fitted}`} title={`${entry.entity} ${entry.key}`}>
      <span className="text-text3">{entry.entity} </span>
      <CodeText>{short}</CodeText>
    </span>
  )
}

/** Every change, newest first: who, what, from which state to which, why. One entry opens beside the list. */
export function AuditScreen(props: {
  first: Page<AuditView>
  firstSeals: Page<AuditSealView>
  filters: AuditFilters
  /** The open entry; null without one. */
  entry: AuditView | null
}) {
  const { first, filters, entry } = props
  const { view, problem } = useFresh(first, auditQuery(filters))
  const [seal] = useFresh(props.firstSeals, lastSealQuery).view.items
  const at = entry === null ? -1 : view.items.findIndex((one) => one.id === entry.id)
  const hrefAt = (index: number) => {
    const one = at < 0 ? undefined : view.items[index]
    return one === undefined ? undefined : auditHref(filters, { entry: one.id })
  }
  return (
    <WithPanel
      head={
        <>
          <PageHeader title="Audit" hidden />
          <AuditForm key={JSON.stringify({ ...filters, entry: undefined, cursor: undefined })} filters={filters} />
        </>
      }
      panel={
        entry === null ? null : (
          <AuditPanel
            entry={entry}
            seal={seal}
            filters={filters}
            previousHref={hrefAt(at - 1)}
            nextHref={hrefAt(at + 1)}
          />
        )
      }
    >
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Audit log"
        columns={columns}
        rows={view.items}
        rowKey={(one) => one.id}
        rowHref={(one) => auditHref(filters, { entry: one.id })}
        selectedKey={entry?.id}
        height={32}
        empty={
          <EmptyState title="No entry matches" action={<ButtonLink href="/audit">Show the whole log</ButtonLink>}>
            {filters.of === undefined
              ? 'Keys, names and actions are compared whole. Take one away to see more.'
              : 'Nothing that happened to it is in the log, or what is there is not yours to read.'}
          </EmptyState>
        }
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'entry', 'entries')}
          {...(filters.cursor === undefined ? {} : { firstHref: auditHref(filters, { cursor: undefined }) })}
          {...(view.nextCursor === undefined
            ? {}
            : { nextHref: auditHref(filters, { cursor: view.nextCursor, entry: undefined }) })}
        />
      )}
      <SealLine seal={seal} />
    </WithPanel>
  )
}
