'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { OrderCounts, OrderView } from '@/lib/contracts/planning/order'
import { orderColumns } from './order-columns'
import { countText, isNarrowed, type OrderFilters, ordersHref, ordersQuestion } from './order-filters'
import { OrdersToolbar } from './orders-toolbar'

/** Orders, newest first; filters, search and page live in the URL. */
export function OrdersList(props: {
  first: Page<OrderView>
  firstCounts: OrderCounts
  filters: OrderFilters
  /** Why a new order can't be made. */
  createLock: string | null
}) {
  const { first, filters, createLock } = props
  const { view, problem } = useFresh(first, {
    queryKey: queryKeys.list('order', filters),
    queryFn: ({ signal }) => apiGet<Page<OrderView>>('/orders', { ...filters }, signal),
  })
  const question = ordersQuestion(filters)
  const { view: counts } = useFresh(props.firstCounts, {
    queryKey: queryKeys.list('order', { counts: question }),
    queryFn: ({ signal }) => apiGet<OrderCounts>('/order-counts', question, signal),
  })
  return (
    <>
      <PageHeader title="Orders" hidden />
      <OrdersToolbar filters={filters} counts={counts} createLock={createLock} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Orders"
        columns={orderColumns(filters)}
        rows={view.items}
        rowKey={(order) => order.number}
        rowHref={(order) => `/orders/${order.number}`}
        changeKey={(order) => `order:${order.number}`}
        height={32}
        empty={<NoOrders filters={filters} createLock={createLock} />}
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={`${view.items.length} of ${countText(counts.shown)} ${counts.shown === 1 ? 'order' : 'orders'}`}
          {...(filters.cursor === undefined ? {} : { firstHref: ordersHref(filters) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: ordersHref(filters, { cursor: view.nextCursor }) })}
        />
      )}
    </>
  )
}

function NoOrders({ filters, createLock }: { filters: OrderFilters; createLock: string | null }) {
  if (isNarrowed(filters)) {
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
