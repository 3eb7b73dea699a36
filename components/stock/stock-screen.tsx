'use client'

import { useCallback, useState } from 'react'
import { PageSearch } from '@/components/orders/page-search'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChip } from '@/components/ui/filter-chip'
import { Glyph } from '@/components/ui/glyph'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { MoveStockDialog, type MoveSubject, type WarehouseChoice } from './move-stock-dialog'
import { NewPartDialog } from './new-part-dialog'
import { PartPanel } from './part-panel'
import { type StockFilters, stockHref } from './stock-filters'
import type { StockLocks } from './stock-locks'
import { type PartData, stockListQuery } from './stock-queries'
import { stockColumns } from './stock-table'

/** Why this person may not; null where they may. */
interface StockProps {
  first: Page<StockView>
  filters: StockFilters
  warehouses: readonly WarehouseChoice[]
  /** The part whose panel is open; null without one. */
  part: PartData | null
  locks: StockLocks
}

/** Spare parts by warehouse: how many, on which shelf, and what runs low; the ledger of one beside it. */
export function StockScreen(props: StockProps) {
  const { first, filters, warehouses, part, locks } = props
  const { view, problem } = useFresh(first, stockListQuery(filters))
  const [moving, setMoving] = useState<MoveSubject | null>(null)
  const [adding, setAdding] = useState(false)
  const receive = () => setMoving({ direction: 'receive', part: null })
  return (
    <WithPanel panel={part === null ? null : <Panel {...props} part={part} rows={view.items} onMove={setMoving} />}>
      <PageHeader title="Stock" hidden />
      <StockToolbar
        filters={filters}
        warehouses={warehouses}
        locks={locks}
        onReceive={receive}
        onAdd={() => setAdding(true)}
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Stock by part and warehouse"
        columns={stockColumns}
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
      <MoveStockDialog subject={moving} warehouses={warehouses} onClose={() => setMoving(null)} />
      <NewPartDialog open={adding} onClose={() => setAdding(false)} />
    </WithPanel>
  )
}

function Panel(
  props: StockProps & { part: PartData; rows: readonly StockView[]; onMove: (subject: MoveSubject) => void },
) {
  const { filters, part, rows, locks, onMove } = props
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
      onMove={onMove}
    />
  )
}

function StockToolbar(props: {
  filters: StockFilters
  warehouses: readonly WarehouseChoice[]
  locks: StockLocks
  onReceive: () => void
  onAdd: () => void
}) {
  const { filters, warehouses, locks, onReceive, onAdd } = props
  const hrefOf = useCallback((q: string) => stockHref(filters, { q: q === '' ? undefined : q }), [filters])
  const one = locks.move === locks.create ? locks.move : null
  return (
    <Toolbar
      label="Filters"
      end={
        <>
          {one === null ? null : (
            <span className="inline-flex items-center gap-1 text-small text-text2">
              <Glyph name="lock" size={12} className="text-text3" />
              {one}
            </span>
          )}
          <Button disabledReason={locks.create} reasonAt={one === null ? 'before' : 'tooltip'} onClick={onAdd}>
            New part…
          </Button>
          <Button
            look="primary"
            glyph="plus"
            disabledReason={locks.move}
            reasonAt={one === null ? 'before' : 'tooltip'}
            onClick={onReceive}
          >
            Receive…
          </Button>
        </>
      }
    >
      <PageSearch label="Search stock" placeholder="Part, shelf or words" value={filters.q ?? ''} hrefOf={hrefOf} />
      {filters.datacenter === undefined ? null : (
        <FilterChip label={filters.datacenter} removeHref={stockHref(filters, { datacenter: undefined })} />
      )}
      {filters.warehouse === undefined ? (
        <WarehouseMenu filters={filters} warehouses={warehouses} />
      ) : (
        <FilterChip label={filters.warehouse} removeHref={stockHref(filters, { warehouse: undefined })} />
      )}
      {filters.low ? (
        <FilterChip label="Low" removeHref={stockHref(filters, { low: false })} />
      ) : (
        <ButtonLink href={stockHref(filters, { low: true })} glyph="triangle">
          Low
        </ButtonLink>
      )}
    </Toolbar>
  )
}

function WarehouseMenu({ filters, warehouses }: { filters: StockFilters; warehouses: readonly WarehouseChoice[] }) {
  const inScope = warehouses.filter(
    ({ datacenter }) => filters.datacenter === undefined || datacenter === filters.datacenter,
  )
  return (
    <Menu
      label="Warehouse"
      trigger={
        <button type="button" className={buttonClass()}>
          Warehouse: any
          <Glyph name="down" />
        </button>
      }
    >
      <MenuItem href={stockHref(filters, { warehouse: undefined })} checked>
        Any warehouse
      </MenuItem>
      <MenuSeparator />
      {inScope.map(({ code }) => (
        <MenuItem key={code} href={stockHref(filters, { warehouse: code })}>
          <span className="mono">{code}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}

function NoStock(props: { filters: StockFilters; locks: StockLocks; onReceive: () => void }) {
  const { filters, locks, onReceive } = props
  const { q, datacenter, warehouse, low, cursor } = filters
  if (q !== undefined || datacenter !== undefined || warehouse !== undefined || low || cursor !== undefined) {
    return (
      <EmptyState
        title={low ? 'Nothing runs low here' : 'No part matches'}
        action={<ButtonLink href="/stock">Show all stock</ButtonLink>}
      >
        {low
          ? 'Every part with a minimum has at least that many.'
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
