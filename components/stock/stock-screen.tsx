'use client'

import { useState } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { EditPartDialog } from './edit-part-dialog'
import { NewPartDialog } from './new-part-dialog'
import { PartPanel } from './part-panel'
import { StockDialog } from './stock-dialog'
import { type StockFilters, stockHref } from './stock-filters'
import type { StockLocks } from './stock-locks'
import { type PartData, stockListQuery } from './stock-queries'
import { stockColumns } from './stock-table'
import { StockTabs } from './stock-tabs'
import type { StockTask, WarehouseChoice } from './stock-task'
import { StockToolbar } from './stock-toolbar'

interface StockProps {
  first: Page<StockView>
  filters: StockFilters
  warehouses: readonly WarehouseChoice[]
  /** The part whose panel is open; null without one. */
  part: PartData | null
  /** How many parts run low where the list looks. */
  low: number
  locks: StockLocks
}

/** Spare parts by warehouse: how many, on which shelf, and what runs low; the ledger of one beside it. */
export function StockScreen(props: StockProps) {
  const { first, filters, warehouses, part, low, locks } = props
  const { view, problem } = useFresh(first, stockListQuery(filters))
  const [task, setTask] = useState<StockTask | null>(null)
  const [adding, setAdding] = useState(false)
  const [edited, setEdited] = useState<string | null>(null)
  const receive = () => setTask({ kind: 'receive', part: null })
  return (
    <WithPanel
      panel={
        part === null ? null : (
          <Panel {...props} part={part} rows={view.items} onTask={setTask} onEdit={() => setEdited(part.stock.sku)} />
        )
      }
    >
      <PageHeader title="Stock" hidden />
      <StockTabs current="parts" />
      <StockToolbar
        filters={filters}
        warehouses={warehouses}
        locks={locks}
        low={low}
        onTask={(kind) => setTask({ kind, part: null })}
        onAdd={() => setAdding(true)}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Stock by part and warehouse"
        columns={stockColumns(part !== null)}
        rows={view.items}
        rowKey={(row) => row.id}
        rowHref={(row) => stockHref(filters, { part: row.id })}
        selectedKey={part?.stock.id}
        changeKey={(row) => `stock:${row.id}`}
        height={32}
        empty={<NoStock filters={filters} locks={locks} onReceive={receive} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'line')}
          {...(filters.cursor === undefined ? {} : { firstHref: stockHref(filters, { cursor: undefined }) })}
          {...(view.nextCursor === undefined
            ? {}
            : { nextHref: stockHref(filters, { cursor: view.nextCursor, part: undefined }) })}
        />
      )}
      <StockDialog task={task} warehouses={warehouses} onClose={() => setTask(null)} />
      <EditPartDialog sku={edited} onClose={() => setEdited(null)} />
      <NewPartDialog open={adding} onClose={() => setAdding(false)} />
    </WithPanel>
  )
}

function Panel(
  props: StockProps & {
    part: PartData
    rows: readonly StockView[]
    onTask: (task: StockTask) => void
    onEdit: () => void
  },
) {
  const { filters, part, rows, locks, onTask, onEdit } = props
  const at = rows.findIndex((row) => row.id === part.stock.id)
  const hrefAt = (index: number) => {
    const row = at < 0 ? undefined : rows[index]
    return row === undefined ? undefined : stockHref(filters, { part: row.id })
  }
  return (
    <PartPanel
      key={part.stock.id}
      first={part}
      closeHref={stockHref(filters, { part: undefined })}
      previousHref={hrefAt(at - 1)}
      nextHref={hrefAt(at + 1)}
      locks={locks}
      hrefOf={(id) => stockHref(filters, { part: id })}
      piece={filters.piece}
      pieceHref={(serial) => stockHref(filters, { piece: serial })}
      onTask={onTask}
      onEdit={onEdit}
    />
  )
}

function NoStock(props: { filters: StockFilters; locks: StockLocks; onReceive: () => void }) {
  const { filters, locks, onReceive } = props
  const { q, sku, datacenter, warehouse, low, cursor } = filters
  if (
    q !== undefined ||
    sku !== undefined ||
    datacenter !== undefined ||
    warehouse !== undefined ||
    low ||
    cursor !== undefined
  ) {
    return (
      <EmptyState
        title={low ? 'Nothing runs low here' : 'No part matches'}
        action={<ButtonLink href="/stock">Show all stock</ButtonLink>}
      >
        {low
          ? 'Every part with a minimum has at least that many available.'
          : 'Take a filter away, or look in another warehouse.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No stock yet"
      action={
        <Button look="primary" glyph="plus" disabledReason={locks.move} onClick={onReceive}>
          Receive…
        </Button>
      }
    >
      Add a part with New part, then receive some of it into a warehouse. Tickets reserve from there.
    </EmptyState>
  )
}
