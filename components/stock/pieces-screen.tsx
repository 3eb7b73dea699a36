'use client'

import { useCallback } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { PageSearch } from '@/components/ui/page-search'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { SidePanel, WithPanel } from '@/components/ui/side-panel'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import { useGo } from '@/lib/client/use-go'
import type { Page } from '@/lib/contracts/paging'
import type { PartView } from '@/lib/contracts/tickets/part'
import { PART_STATES } from '@/lib/domain/part-state'
import { partWords } from '@/lib/domain/state-words'
import { PieceDetails } from './piece-details'
import { type PieceFilters, pieceStateOf, piecesHref } from './pieces-address'
import type { StockLocks } from './stock-locks'
import { piecesQuery } from './stock-queries'
import { StockTabs } from './stock-tabs'

const columns: readonly Column<PartView>[] = [
  { key: 'serial', head: 'Serial', cell: ({ serial }) => <CodeText strong>{serial}</CodeText> },
  {
    key: 'state',
    head: 'State',
    width: '130px',
    phone: 'trail',
    cell: ({ state }) => <StateMark kind="part" state={state} />,
  },
  {
    key: 'where',
    head: 'Where',
    width: '200px',
    cell: ({ warehouse, server }) =>
      warehouse === undefined && server === undefined ? null : <CodeText>{warehouse ?? server ?? ''}</CodeText>,
  },
  {
    key: 'part',
    head: 'Part',
    width: '220px',
    cell: ({ sku }) => (sku === undefined ? <span className="text-text3">not known</span> : <CodeText>{sku}</CodeText>),
  },
  {
    key: 'since',
    head: 'Changed, ago',
    align: 'end',
    width: '130px',
    phone: 'hide',
    cell: ({ updatedAt }) => <Time at={updatedAt} look="span" />,
  },
]

/** Pieces with a serial, wherever they are: also those that came out of a server, of which nobody knows the part. */
export function PiecesScreen(props: { first: Page<PartView>; filters: PieceFilters; locks: StockLocks }) {
  const { first, filters, locks } = props
  const { view, problem } = useFresh(first, piecesQuery(filters))
  const { piece } = filters
  return (
    <WithPanel panel={piece === undefined ? null : <PiecePanel piece={piece} filters={filters} locks={locks} />}>
      <PageHeader title="Pieces" hidden />
      <StockTabs current="pieces" />
      <Filters filters={filters} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Pieces with a serial"
        columns={columns}
        rows={view.items}
        rowKey={({ serial }) => serial}
        rowHref={({ serial }) => piecesHref(filters, { piece: serial })}
        selectedKey={piece}
        changeKey={({ serial }) => `part:${serial}`}
        height={32}
        empty={<NoPieces filters={filters} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'piece')}
          {...(filters.cursor === undefined ? {} : { firstHref: piecesHref(filters, { cursor: undefined }) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: piecesHref(filters, { cursor: view.nextCursor }) })}
        />
      )}
    </WithPanel>
  )
}

function Filters({ filters }: { filters: PieceFilters }) {
  const go = useGo()
  const hrefOf = useCallback((q: string) => piecesHref(filters, { serial: q === '' ? undefined : q }), [filters])
  return (
    <Toolbar label="Filters">
      <PageSearch label="Serial" placeholder="A whole serial" value={filters.serial ?? ''} hrefOf={hrefOf} />
      <SelectField
        label="State"
        labelHidden
        className="w-44"
        value={filters.state ?? ''}
        emptyLabel="Any state"
        options={PART_STATES.map((state) => ({ value: state, label: partWords[state].word }))}
        onChange={(event) => go(piecesHref(filters, { state: pieceStateOf(event.target.value) }), { scroll: false })}
      />
    </Toolbar>
  )
}

function PiecePanel({ piece, filters, locks }: { piece: string; filters: PieceFilters; locks: StockLocks }) {
  return (
    <SidePanel
      key={piece}
      label={`Piece ${piece}`}
      title={piece}
      code
      closeHref={piecesHref(filters, { piece: undefined })}
    >
      <PieceDetails serial={piece} stock={null} locks={locks} />
    </SidePanel>
  )
}

function NoPieces({ filters }: { filters: PieceFilters }) {
  if (filters.serial === undefined && filters.state === undefined) {
    return (
      <EmptyState
        title="No piece is known by its serial"
        action={<ButtonLink href="/stock">Open the parts</ButtonLink>}
      >
        Receive some with theirs, or scan the old and the new one of a repair: then each is followed here.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No piece matches" action={<ButtonLink href="/stock/pieces">Show all pieces</ButtonLink>}>
      A serial is looked for as a whole, without regard to case.
    </EmptyState>
  )
}
