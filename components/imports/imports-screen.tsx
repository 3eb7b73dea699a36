'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/components/ui/numbers'
import { CursorPager } from '@/components/ui/pager'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { ImportView } from '@/lib/contracts/imports/import'
import type { Page } from '@/lib/contracts/paging'
import type { ImportKindName } from '@/lib/domain/imports/import-state'
import { ImportForm } from './import-form'
import { importsQuery } from './import-queries'
import { kindWords } from './import-words'

const count = (key: 'added' | 'changed' | 'bad', head: string): Column<ImportView> => ({
  key,
  head,
  align: 'end',
  width: '90px',
  phone: key === 'bad' ? 'line' : 'hide',
  cell: (one) =>
    key === 'bad' && one.bad === 0 ? null : key === 'bad' ? (
      <span className="text-fail-x">{`${formatCount(one.bad)} bad`}</span>
    ) : (
      formatCount(one[key])
    ),
})

const columns: readonly Column<ImportView>[] = [
  { key: 'name', head: 'File', cell: (one) => <span className="break-all font-medium">{one.name}</span> },
  {
    key: 'state',
    head: 'State',
    width: '120px',
    phone: 'trail',
    cell: (one) => <StateMark size="small" kind="import" state={one.status} />,
  },
  { key: 'kind', head: 'What', width: '110px', cell: (one) => kindWords[one.kind].title },
  { key: 'at', head: 'When, UTC', width: '130px', cell: (one) => <Time at={one.createdAt} /> },
  count('added', 'New'),
  count('bad', 'Bad'),
  count('changed', 'Changed'),
  {
    key: 'by',
    head: 'By',
    width: '220px',
    phone: 'hide',
    cell: (one) => <span className="break-all text-text2">{one.startedBy}</span>,
  },
]

/** To import in bulk: the form, and what was imported before. */
export function ImportsScreen(props: {
  first: Page<ImportView>
  kind: ImportKindName
  cursor: string | undefined
  locks: Record<ImportKindName, string | null>
}) {
  const { first, kind, cursor, locks } = props
  const { view, problem } = useFresh(first, importsQuery({ cursor }))
  const href = (next: string | undefined) => `/import${toQueryString({ kind, cursor: next })}`
  return (
    <>
      <PageHeader title="Import" hidden />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <ImportForm key={kind} kind={kind} locks={locks} />
      <h2 className="border-line border-t px-4 pt-3 pb-1.5 font-semibold">Imports so far</h2>
      <DataTable
        label="Imports"
        columns={columns}
        rows={view.items}
        rowKey={(one) => one.id}
        rowHref={(one) => `/import/${one.id}`}
        changeKey={(one) => `import:${one.id}`}
        height={32}
        empty={
          <EmptyState title="Nothing was imported yet">
            What is checked or imported stands here, with its report.
          </EmptyState>
        }
      />
      <CursorPager page={view} cursor={cursor} href={href} />
    </>
  )
}
