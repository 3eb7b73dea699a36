'use client'

import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/components/ui/numbers'
import { CursorPager } from '@/components/ui/pager'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import type { Page } from '@/lib/contracts/paging'
import { bulkChangesQuery } from './bulk-change-queries'
import { askedInWords, changeInWords } from './bulk-change-words'

const columns: readonly Column<BulkChangeView>[] = [
  { key: 'what', head: 'What', width: 'min(260px, 24vw)', cell: (one) => <b>{changeInWords(one.change)}</b> },
  {
    key: 'state',
    head: 'State',
    width: 'min(120px, 13vw)',
    phone: 'trail',
    cell: (one) => <StateMark size="small" kind="bulkChange" state={one.status} />,
  },
  { key: 'asked', head: 'Servers', cell: (one) => <span className="text-text2">{askedInWords(one)}</span> },
  {
    key: 'done',
    head: 'Changed',
    align: 'end',
    width: 'min(150px, 15vw)',
    cell: (one) => `${formatCount(one.done)} of ${formatCount(one.total)}`,
  },
  {
    key: 'refused',
    head: 'Refused',
    align: 'end',
    width: 'min(110px, 11vw)',
    cell: (one) =>
      one.refused === 0 ? null : <span className="text-fail-x">{`${formatCount(one.refused)} refused`}</span>,
  },
  { key: 'at', head: 'When, UTC', width: 'min(130px, 10vw)', cell: (one) => <Time at={one.createdAt} /> },
  {
    key: 'by',
    head: 'By',
    width: '200px',
    phone: 'hide',
    cell: (one) => <span className="break-all text-text2">{one.startedBy}</span>,
  },
]

/** What was changed in bulk, newest first. */
export function BulkChangesScreen(props: { first: Page<BulkChangeView>; cursor: string | undefined }) {
  const { first, cursor } = props
  const { view, problem } = useFresh(first, bulkChangesQuery({ cursor }))
  const href = (next: string | undefined) => `/bulk-changes${toQueryString({ cursor: next })}`
  return (
    <>
      <Crumbs items={[{ label: 'Servers', href: '/servers' }, { label: 'Bulk changes' }]} />
      <PageHeader title="Bulk changes" />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Bulk changes"
        columns={columns}
        rows={view.items}
        rowKey={(one) => one.id}
        rowHref={(one) => `/bulk-changes/${one.id}`}
        changeKey={(one) => `bulk-change:${one.id}`}
        height={32}
        empty={
          <EmptyState
            title="Nothing was changed in bulk yet"
            action={<ButtonLink href="/servers">Choose servers</ButtonLink>}
          >
            A change of more than 1,000 servers stands here, with how far it is and who was refused.
          </EmptyState>
        }
      />
      <CursorPager page={view} cursor={cursor} href={href} />
    </>
  )
}
