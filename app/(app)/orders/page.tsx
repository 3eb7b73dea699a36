import { Forbidden } from '@/components/access/forbidden'
import { type OrderFilters, orderStates, ordersHref } from '@/components/orders/order-filters'
import { OrdersList } from '@/components/orders/orders-list'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listOrdersEndpoint } from '@/lib/contracts/planning/order'
import { listOrders } from '@/lib/services/planning/list-orders'

export default async function OrdersPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/orders', params))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="Orders" operation="planning.read" />
  const filters: OrderFilters = {
    q: paramOf(params, 'q'),
    status: orderStates(paramsOf(params, 'status')),
    datacenter: paramOf(params, 'datacenter'),
    cursor: paramOf(params, 'cursor'),
  }
  const query = pageQuery(listOrdersEndpoint.query, {
    ...filters,
    datacenter: filters.datacenter === undefined ? undefined : [filters.datacenter],
  })
  const first = await orFirstPage(listOrders(ctx, query), ordersHref(filters))
  return (
    <OrdersList
      key={JSON.stringify(filters)}
      first={first}
      filters={filters}
      createLock={lockOf(ctx, 'planning.create-order')}
    />
  )
}
