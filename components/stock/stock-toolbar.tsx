'use client'

import { useCallback } from 'react'
import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Glyph } from '@/components/ui/glyph'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { formatCount } from '@/components/ui/numbers'
import { PageSearch } from '@/components/ui/page-search'
import { Toolbar } from '@/components/ui/section'
import { type StockFilters, stockHref } from './stock-filters'
import type { StockLocks } from './stock-locks'
import type { StockTask, WarehouseChoice } from './stock-task'

interface StockToolbarProps {
  filters: StockFilters
  warehouses: readonly WarehouseChoice[]
  locks: StockLocks
  low: number
  onTask: (kind: StockTask['kind']) => void
  onAdd: () => void
}

/** What the list is narrowed to, and what can be done with any part. */
export function StockToolbar(props: StockToolbarProps) {
  const { filters, warehouses, low } = props
  const hrefOf = useCallback((q: string) => stockHref(filters, { q: q === '' ? undefined : q }), [filters])
  return (
    <Toolbar label="Filters" end={<Tasks {...props} />}>
      <PageSearch label="Search stock" placeholder="Part, shelf or words" value={filters.q ?? ''} hrefOf={hrefOf} />
      {filters.sku === undefined ? null : (
        <FilterChip label={filters.sku} removeHref={stockHref(filters, { sku: undefined })} />
      )}
      {filters.datacenter === undefined ? null : (
        <FilterChip label={filters.datacenter} removeHref={stockHref(filters, { datacenter: undefined })} />
      )}
      {filters.warehouse === undefined ? (
        <WarehouseMenu filters={filters} warehouses={warehouses} />
      ) : (
        <FilterChip label={filters.warehouse} removeHref={stockHref(filters, { warehouse: undefined })} />
      )}
      {filters.low ? (
        <FilterChip label={`Low: ${formatCount(low)}`} removeHref={stockHref(filters, { low: false })} />
      ) : (
        <ButtonLink href={stockHref(filters, { low: true })} glyph="triangle">
          {`Low: ${formatCount(low)}`}
        </ButtonLink>
      )}
    </Toolbar>
  )
}

function Tasks({ locks, onTask, onAdd }: StockToolbarProps) {
  const one = locks.move === locks.create ? locks.move : null
  const reasonAt = one === null ? 'before' : 'tooltip'
  return (
    <>
      {one === null ? null : (
        <span className="inline-flex items-center gap-1 text-small text-text2">
          <Glyph name="lock" size={12} className="text-text3" />
          {one}
        </span>
      )}
      <Menu
        label="More to do"
        align="end"
        trigger={
          <button type="button" className={buttonClass()}>
            More
            <Glyph name="down" />
          </button>
        }
      >
        <MenuItem glyph="minus" disabledReason={locks.move} onSelect={() => onTask('take-out')}>
          Take out…
        </MenuItem>
        <MenuItem glyph="arrow-right" disabledReason={locks.transfer} onSelect={() => onTask('transfer')}>
          Transfer…
        </MenuItem>
        <MenuItem glyph="check" disabledReason={locks.count} onSelect={() => onTask('count')}>
          Count…
        </MenuItem>
        <MenuItem glyph="triangle" disabledReason={locks.edit} onSelect={() => onTask('minimum')}>
          Set a minimum…
        </MenuItem>
      </Menu>
      <Button disabledReason={locks.create} reasonAt={reasonAt} onClick={onAdd}>
        New part…
      </Button>
      <Button
        look="primary"
        glyph="plus"
        disabledReason={locks.move}
        reasonAt={reasonAt}
        onClick={() => onTask('receive')}
      >
        Receive…
      </Button>
    </>
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
