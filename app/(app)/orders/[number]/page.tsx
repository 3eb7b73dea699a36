import { Forbidden } from '@/components/access/forbidden'
import { firmwareIsAhead } from '@/components/orders/firmware-before'
import { jobsLookOf } from '@/components/orders/jobs-look'
import { arrivals } from '@/components/orders/order-life'
import { ORDER_PAGE_LIMIT } from '@/components/orders/order-queries'
import { OrderScreen } from '@/components/orders/order-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { listAudit } from '@/lib/services/audit/list-audit'
import { listServers } from '@/lib/services/inventory/list-servers'
import { getOrder } from '@/lib/services/planning/get-order'
import { getPlan } from '@/lib/services/planning/get-plan'
import { getFirmwarePlan } from '@/lib/services/provisioning/get-firmware-plan'
import { listJobs } from '@/lib/services/provisioning/list-jobs'
import { jobLocks } from '../../provisioning/job-page-locks'
import { orderLocks } from '../order-locks'

type Props = { params: Promise<{ number: string }>; searchParams: Promise<PageParams> }

export default async function OrderPage(props: Props) {
  const [{ number: given }, search] = await Promise.all([props.params, props.searchParams])
  const number = decodeURIComponent(given)
  const ctx = await pageContext(pagePath(`/orders/${encodeURIComponent(number)}`, search))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="Orders" operation="planning.read" />
  const order = await orNotFound(getOrder(ctx, { number }))
  const own = { order: [order.number], limit: ORDER_PAGE_LIMIT }
  const mayReadAudit = lockOf(ctx, 'audit.read') === null
  const [plan, jobs, servers, firmware, log] = await Promise.all([
    order.plan === undefined ? null : getPlan(ctx, { id: order.plan }),
    listJobs(ctx, own),
    listServers(ctx, own),
    firmwareIsAhead(order.status) ? getFirmwarePlan(ctx, { number: order.number }) : null,
    mayReadAudit ? listAudit(ctx, { entity: ['order'], key: [order.number], limit: 100 }) : { items: [] },
  ])
  return (
    <OrderScreen
      order={order}
      plan={plan}
      jobs={jobs}
      servers={servers}
      firmware={firmware}
      came={arrivals(log.items)}
      locks={orderLocks(ctx)}
      editLock={lockOf(ctx, 'planning.edit-order')}
      jobLocks={jobLocks(ctx)}
      jobsLook={jobsLookOf({
        view: paramOf(search, 'view'),
        only: paramOf(search, 'only'),
        job: paramOf(search, 'job'),
      })}
    />
  )
}
