'use client'

import { useCallback } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChip } from '@/components/ui/filter-chip'
import { countOf, formatCount } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import { orderWords } from '@/lib/domain/state-words'
import { groupOf, type OrderFilters, ordersHref, statusGroups } from './order-filters'
import { PageSearch } from './page-search'

const columns: readonly Column<OrderView>[] = [
  { key: 'number', head: 'Order', width: '112px', cell: (order) => <CodeText strong>{order.number}</CodeText> },
  {
    key: 'status',
    head: 'Status',
    width: '150px',
    phone: 'trail',
    cell: (order) => <StateMark kind="order" state={order.status} />,
  },
  { key: 'customer', head: 'Customer', cell: (order) => order.customer },
  {
    key: 'datacenter',
    head: 'Where',
    width: '80px',
    cell: (order) => <CodeText>{order.datacenter}</CodeText>,
  },
  {
    key: 'servers',
    head: 'Servers',
    align: 'end',
    width: '90px',
    phone: 'hide',
    cell: (order) => <Servers order={order} />,
  },
  {
    key: 'since',
    head: 'Since',
    align: 'end',
    width: '110px',
    cell: (order) => <Time at={order.statusSince} look="span" />,
  },
  {
    key: 'cores',
    head: 'Cores',
    align: 'end',
    width: '90px',
    phone: 'hide',
    cell: (order) => formatCount(order.cpuCores),
  },
  {
    key: 'ram',
    head: 'RAM, GB',
    align: 'end',
    width: '100px',
    phone: 'hide',
    cell: (order) => formatCount(order.ramGb),
  },
  {
    key: 'nvme',
    head: 'NVMe, GB',
    align: 'end',
    width: '110px',
    phone: 'hide',
    cell: (order) => formatCount(order.nvmeGb),
  },
  {
    key: 'ends',
    head: 'Ends',
    align: 'end',
    width: '110px',
    phone: 'hide',
    cell: (order) =>
      order.endsAt === undefined ? <span className="text-text3">open</span> : <Time at={order.endsAt} look="day" />,
  },
]

function Servers({ order }: { order: OrderView }) {
  if (order.degraded.length > 0) {
    return (
      <span className="t-fail font-medium text-x" title={`Lost: ${order.degraded.join(', ')}`}>
        {order.servers.length}, {order.degraded.length} lost
      </span>
    )
  }
  return order.servers.length === 0 ? <span className="text-text3">none</span> : formatCount(order.servers.length)
}

/** Orders, newest first; filters, search and page live in the URL. */
export function OrdersList(props: {
  first: Page<OrderView>
  filters: OrderFilters
  /** Why a new order can't be made. */
  createLock: string | null
}) {
  const { first, filters, createLock } = props
  const { view, problem } = useFresh(first, {
    queryKey: queryKeys.list('order', filters),
    queryFn: ({ signal }) => apiGet<Page<OrderView>>('/orders', { ...filters }, signal),
  })
  return (
    <>
      <PageHeader title="Orders" hidden />
      <OrdersToolbar filters={filters} createLock={createLock} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Orders"
        columns={columns}
        rows={view.items}
        rowKey={(order) => order.number}
        rowHref={(order) => `/orders/${order.number}`}
        changeKey={(order) => `order:${order.number}`}
        height={32}
        empty={<NoOrders filters={filters} createLock={createLock} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'order')}
          {...(filters.cursor === undefined ? {} : { firstHref: ordersHref(filters) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: ordersHref(filters, { cursor: view.nextCursor }) })}
        />
      )}
    </>
  )
}

function OrdersToolbar({ filters, createLock }: { filters: OrderFilters; createLock: string | null }) {
  const group = groupOf(filters.status)
  const hrefOf = useCallback((q: string) => ordersHref(filters, { q }), [filters])
  return (
    <Toolbar
      label="Filters"
      end={
        <ButtonLink href="/orders/new" look="primary" glyph="plus" disabledReason={createLock} reasonAt="before">
          New order
        </ButtonLink>
      }
    >
      <PageSearch label="Search orders" placeholder="Number or customer" value={filters.q ?? ''} hrefOf={hrefOf} />
      <Segment
        label="Status"
        value={group ?? ''}
        options={statusGroups.map(({ value, label, status }) => ({
          value,
          label,
          href: ordersHref(filters, { status }),
        }))}
      />
      {group !== null
        ? null
        : filters.status.map((state) => (
            <FilterChip
              key={state}
              label={orderWords[state].word}
              removeHref={ordersHref(filters, { status: filters.status.filter((one) => one !== state) })}
            />
          ))}
    </Toolbar>
  )
}

function NoOrders({ filters, createLock }: { filters: OrderFilters; createLock: string | null }) {
  const narrowed = filters.q !== undefined || filters.status.length > 0 || filters.datacenter !== undefined
  if (narrowed) {
    return (
      <EmptyState title="No order matches" action={<ButtonLink href="/orders">Show all orders</ButtonLink>}>
        Take a filter away, or look in another datacenter.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No orders yet"
      action={
        <ButtonLink href="/orders/new" look="primary" glyph="plus" disabledReason={createLock}>
          New order
        </ButtonLink>
      }
    >
      An order asks for cores, RAM and NVMe, or for servers of a shape. It is planned, allocated and provisioned from
      here.
    </EmptyState>
  )
}
