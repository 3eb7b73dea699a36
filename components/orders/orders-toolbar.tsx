'use client'

import { useCallback } from 'react'
import { SavedViews } from '@/components/shell/saved-views'
import { Button, ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { PageSearch } from '@/components/ui/page-search'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { ToneMark } from '@/components/ui/tone-mark'
import type { OrderCounts } from '@/lib/contracts/planning/order'
import { ORDER_STATES, type OrderState } from '@/lib/domain/order-state'
import { orderWords } from '@/lib/domain/state-words'
import { countText, groupOf, type OrderFilters, ordersHref, statusGroups } from './order-filters'

interface ToolbarProps {
  filters: OrderFilters
  counts: OrderCounts
  /** Why a new order can't be made. */
  createLock: string | null
}

/** On a phone the rarer filters are one line that is pushed aside, so that the list begins on the first screen. */
const rest =
  'contents max-tab:-mx-4 max-tab:-my-1 max-tab:flex max-tab:w-screen max-tab:gap-2 max-tab:overflow-x-auto max-tab:px-4 max-tab:py-1 max-tab:[scrollbar-width:none]'

/** Search and filters, each with how many orders it leads to beside the others that are on. */
export function OrdersToolbar({ filters, counts, createLock }: ToolbarProps) {
  const hrefOf = useCallback((q: string) => ordersHref(filters, { q }), [filters])
  return (
    <Toolbar
      label="Filters"
      end={
        <>
          <SavedViews page="orders" all="All orders" />
          <ButtonLink href="/orders/new" look="primary" glyph="plus" disabledReason={createLock} reasonAt="before">
            New order
          </ButtonLink>
        </>
      }
      below={<Chips filters={filters} />}
    >
      <PageSearch label="Search orders" placeholder="Number or customer" value={filters.q ?? ''} hrefOf={hrefOf} />
      <Segment
        label="Status"
        value={groupOf(filters.status) ?? ''}
        options={statusGroups.map(({ value, label, status }) => ({
          value,
          label,
          count: countText(sumOf(counts, status.length === 0 ? ORDER_STATES : status)),
          href: ordersHref(filters, { status }),
        }))}
      />
      <div className={rest}>
        <StatusMenu filters={filters} counts={counts} />
        <WhereMenu filters={filters} counts={counts} />
        <CustomerMenu filters={filters} counts={counts} />
        {filters.mine === undefined ? (
          <ButtonLink href={ordersHref(filters, { mine: 'true' })} glyph="person">
            Mine <Count value={counts.mine} />
          </ButtonLink>
        ) : null}
        {filters.trouble === undefined ? (
          <ButtonLink href={ordersHref(filters, { trouble: 'true' })} glyph="triangle">
            In trouble <Count value={counts.trouble} />
          </ButtonLink>
        ) : null}
      </div>
    </Toolbar>
  )
}

const sumOf = (counts: OrderCounts, states: readonly OrderState[]): number =>
  states.reduce((sum, state) => sum + (counts.status[state] ?? 0), 0)

const Count = ({ value }: { value: number }) => <span className="text-text3">{countText(value)}</span>

/** What is on and has no control of its own that shows it. */
function Chips({ filters }: { filters: OrderFilters }) {
  const { status, datacenter, customer, mine, trouble } = filters
  return (
    <>
      {groupOf(status) === null
        ? status.map((state) => (
            <FilterChip
              key={state}
              label={orderWords[state].word}
              removeHref={ordersHref(filters, { status: status.filter((one) => one !== state) })}
            />
          ))
        : null}
      {datacenter === undefined ? null : (
        <FilterChip label={datacenter} removeHref={ordersHref(filters, { datacenter: undefined })} />
      )}
      {customer === undefined ? null : (
        <FilterChip label={customer} removeHref={ordersHref(filters, { customer: undefined })} />
      )}
      {mine === undefined ? null : <FilterChip label="Mine" removeHref={ordersHref(filters, { mine: undefined })} />}
      {trouble === undefined ? null : (
        <FilterChip label="In trouble" removeHref={ordersHref(filters, { trouble: undefined })} />
      )}
    </>
  )
}

interface MenuProps {
  filters: OrderFilters
  counts: OrderCounts
}

function StatusMenu({ filters, counts }: MenuProps) {
  const { status } = filters
  return (
    <Menu label="States" trigger={<Button endGlyph="down">State</Button>}>
      {ORDER_STATES.map((state) => {
        const on = status.includes(state)
        return (
          <MenuItem
            key={state}
            checked={on}
            href={ordersHref(filters, { status: on ? status.filter((one) => one !== state) : [...status, state] })}
            end={<Count value={counts.status[state] ?? 0} />}
          >
            <ToneMark mark={orderWords[state]} />
          </MenuItem>
        )
      })}
    </Menu>
  )
}

function WhereMenu({ filters, counts }: MenuProps) {
  return (
    <Menu label="Datacenters" trigger={<Button endGlyph="down">Where</Button>}>
      <MenuItem checked={filters.datacenter === undefined} href={ordersHref(filters, { datacenter: undefined })}>
        All datacenters
      </MenuItem>
      <MenuSeparator />
      {Object.entries(counts.datacenter).map(([datacenter, orders]) => (
        <MenuItem
          key={datacenter}
          checked={filters.datacenter === datacenter}
          href={ordersHref(filters, { datacenter })}
          end={<Count value={orders} />}
        >
          <span className="mono">{datacenter}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}

/** Those of the latest orders; any other is found by the search. */
function CustomerMenu({ filters, counts }: MenuProps) {
  return (
    <Menu label="Customers" trigger={<Button endGlyph="down">Customer</Button>}>
      <MenuItem checked={filters.customer === undefined} href={ordersHref(filters, { customer: undefined })}>
        All customers
      </MenuItem>
      <MenuSeparator />
      {counts.customers.map(({ customer, orders }) => (
        <MenuItem
          key={customer}
          checked={filters.customer?.toLowerCase() === customer.toLowerCase()}
          href={ordersHref(filters, { customer })}
          end={<Count value={orders} />}
        >
          {customer}
        </MenuItem>
      ))}
    </Menu>
  )
}
