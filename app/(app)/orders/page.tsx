import { Forbidden } from '@/components/access/forbidden'
import {
  type OrderFilters,
  orderSort,
  orderStates,
  ordersHref,
  ordersQuestion,
} from '@/components/orders/order-filters'
import { OrdersList } from '@/components/orders/orders-list'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { countOrdersEndpoint, listOrdersEndpoint } from '@/lib/contracts/planning/order'
import { countOrders } from '@/lib/services/planning/count-orders'
import { listOrders } from '@/lib/services/planning/list-orders'

export default async function OrdersPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/orders', params))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="Orders" operation="planning.read" />
  const filters: OrderFilters = {
    q: paramOf(params, 'q'),
    status: orderStates(paramsOf(params, 'status')),
    datacenter: paramOf(params, 'datacenter'),
    customer: paramOf(params, 'customer'),
    mine: paramOf(params, 'mine') === 'true' ? 'true' : undefined,
    trouble: paramOf(params, 'trouble') === 'true' ? 'true' : undefined,
    sort: orderSort(paramOf(params, 'sort')),
    cursor: paramOf(params, 'cursor'),
  }
  const question = ordersQuestion(filters)
  const { cursor, sort } = filters
  const [first, firstCounts] = await Promise.all([
    orFirstPage(
      listOrders(ctx, pageQuery(listOrdersEndpoint.query, { ...question, cursor, sort })),
      ordersHref(filters),
    ),
    countOrders(ctx, pageQuery(countOrdersEndpoint.query, question)),
  ])
  return (
    <OrdersList
      key={JSON.stringify(filters)}
      first={first}
      firstCounts={firstCounts}
      filters={filters}
      createLock={lockOf(ctx, 'planning.create-order')}
    />
  )
}
