'use client'

import { useQuery } from '@tanstack/react-query'
import type { JobLocks } from '@/components/provisioning/job-locks'
import { newestJobs } from '@/components/provisioning/job-progress'
import { PageHeader } from '@/components/shell/page-header'
import { Presence } from '@/components/shell/presence'
import { shortCode } from '@/components/tickets/ticket-place'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { EmptyState } from '@/components/ui/empty-state'
import { shortModel } from '@/components/ui/model-name'
import { countOf } from '@/components/ui/numbers'
import { StateMark } from '@/components/ui/state-mark'
import { useLiveStatus } from '@/lib/client/live-updates'
import { useFresh } from '@/lib/client/use-fresh'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanView } from '@/lib/contracts/planning/plan'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { OrderFacts, OrderState } from '@/lib/domain/order-state'
import { EditOrder } from './edit-order'
import { EndAbout } from './end-about'
import { firmwareIsAhead } from './firmware-before'
import { FirmwareSection } from './firmware-section'
import { JobRows } from './job-rows'
import type { JobsLook } from './jobs-look'
import { LostServers } from './lost-servers'
import { OrderButtons, type OrderLocks } from './order-buttons'
import { OrderFactsList, OrderPlan } from './order-facts'
import { lifeSteps } from './order-life'
import { OrderLifeBar } from './order-life-bar'
import { firmwarePlanQuery, orderJobsQuery, orderQuery, orderServersQuery } from './order-queries'
import { OrderServers } from './order-servers'
import { PlanItems } from './plan-items'
import { TableHead } from './table-head'
import { askedText } from './wizard-frame'
import { wizardHref } from './wizard-href'

/** While jobs run: every few seconds without the live stream, now and then with it. */
const POLL_MS = { live: 20_000, cut: 3_000 }

export interface OrderScreenProps {
  order: OrderView
  plan: PlanView | null
  jobs: Page<JobView>
  servers: Page<ServerView>
  /** What its jobs would flash, while none runs. */
  firmware: FirmwarePlanView | null
  /** When it came to each state, as far as the person may read the audit log. */
  came: Partial<Record<OrderState, string>>
  locks: OrderLocks
  editLock: string | null
  jobLocks: JobLocks
  jobsLook: JobsLook
}

/** Where the order stands in its life, its jobs as step timelines, its plan and its servers. */
export function OrderScreen(props: OrderScreenProps) {
  const { plan, came, locks, jobLocks, jobsLook } = props
  const moving = (status: OrderState) => status === 'PROVISIONING' || status === 'RELEASING'
  const { state } = useLiveStatus()
  const pollMs = moving(props.order.status) ? (state === 'live' ? POLL_MS.live : POLL_MS.cut) : false
  const { number } = props.order
  const { view: order, problem } = useFresh(props.order, { ...orderQuery(number), pollMs })
  const { view: jobs } = useFresh(props.jobs, { ...orderJobsQuery(number), pollMs })
  const { view: servers } = useFresh(props.servers, { ...orderServersQuery(number), pollMs })
  const firmware = useFirmwareAhead(order, props.firmware)
  const held = new Map(servers.items.map((server) => [server.barcode, server]))
  const facts = factsOf(order, plan, servers.items)
  return (
    <>
      <PageHeader
        code
        title={order.number}
        marks={<StateMark kind="order" state={order.status} look="tint" />}
        facts={
          <>
            <span className="text-text">{order.customer}</span>
            <span>
              <CodeText>{order.datacenter}</CodeText>
              {order.servers.length === 0 ? '' : `, ${countOf(order.servers.length, 'server')}`}, {askedText(order)}
            </span>
          </>
        }
        actions={
          <>
            <Presence entity="order" thing={order.number} />
            <EditOrder order={order} lock={props.editLock} />
            <OrderButtons order={order} facts={facts} locks={locks} firmware={firmware} />
          </>
        }
      />
      <OrderLifeBar steps={lifeSteps(order, came)} about={<EndAbout jobs={newestJobs(jobs.items, 'provision')} />} />
      {problem === null ? null : (
        <Banner glyph="offline" title="What you see may be old.">
          {problem.detail}
        </Banner>
      )}
      {order.cancelRequested && order.status === 'PROVISIONING' ? (
        <Banner glyph="hourglass" title="Being cancelled.">
          Running jobs end after their step or hop; then its servers are given back.
        </Banner>
      ) : null}
      <LostServers order={order} lock={locks.replace} />
      <OrderJobs {...{ order, jobs, held, jobLocks, jobsLook }} />
      {firmware === null || firmware.servers.length === 0 ? null : <FirmwareSection plan={firmware} />}
      <OrderParts order={order} plan={plan} servers={servers} planLock={locks.plan} />
    </>
  )
}

/** What decides which of its actions are allowed now. */
function factsOf(order: OrderView, plan: PlanView | null, servers: readonly ServerView[]): OrderFacts {
  return {
    status: order.status,
    hasCurrentPlan: plan?.status === 'current' || order.status === 'PLANNED',
    cancelRequested: order.cancelRequested,
    notRacked: servers.filter((server) => server.rack === undefined).map(({ barcode }) => barcode),
    noBmc: servers.filter((server) => server.bmc === undefined).map(({ barcode }) => barcode),
    degraded: order.degraded,
  }
}

/** Null while it cannot be provisioned, and until it has been read. */
function useFirmwareAhead(order: OrderView, first: FirmwarePlanView | null): FirmwarePlanView | null {
  const ahead = firmwareIsAhead(order.status)
  const query = useQuery({
    ...firmwarePlanQuery(order.number),
    enabled: ahead,
    ...(first === null ? {} : { initialData: first }),
  })
  return ahead ? (query.data ?? null) : null
}

/** Its jobs of each kind; the wipes first, as they come last. */
function OrderJobs(props: {
  order: OrderView
  jobs: Page<JobView>
  held: ReadonlyMap<string, ServerView>
  jobLocks: JobLocks
  jobsLook: JobsLook
}) {
  const { order, jobs, held, jobLocks, jobsLook } = props
  return (['wipe', 'provision'] as const).map((kind) => {
    const own = newestJobs(jobs.items, kind)
    return own.length === 0 ? null : (
      <JobRows
        key={kind}
        kind={kind}
        order={order.number}
        jobs={own}
        view={jobsLook}
        placeOf={(barcode) => placeText(held.get(barcode))}
        locks={jobLocks}
        lost={order.degraded}
      />
    )
  })
}

function placeText(server: ServerView | undefined): string | undefined {
  if (server === undefined) return undefined
  // Beside its order, the datacenter goes without saying.
  const rack = server.rack === undefined ? undefined : `${shortCode(server.rack, server.datacenter)} U${server.u}`
  const place = rack ?? server.warehouse
  const model = server.modelName === undefined ? undefined : shortModel(server.modelName)
  return [place, model].filter((part) => part !== undefined).join(', ')
}

/** Below the jobs: the servers it holds, or those of its plan; beside them what was asked and planned. */
function OrderParts(props: {
  order: OrderView
  plan: PlanView | null
  servers: Page<ServerView>
  planLock: string | null
}) {
  const { order, plan, servers, planLock } = props
  return (
    <div
      data-line
      className="grid grid-cols-[minmax(0,1fr)_440px] border-line border-t max-wide:grid-cols-1 max-wide:[&>*:last-child]:border-t max-wide:[&>*:last-child]:border-l-0"
    >
      <div className="min-w-0">
        {servers.items.length > 0 ? (
          <OrderServers servers={servers.items} more={servers.nextCursor !== undefined} />
        ) : order.status === 'PLANNED' && plan !== null ? (
          <>
            <TableHead title="Chosen servers" note="by the plan; nothing is held until it is allocated" />
            <PlanItems items={plan.items} />
          </>
        ) : order.status === 'DRAFT' ? (
          <EmptyState
            title="No plan yet"
            action={
              <ButtonLink href={wizardHref('plan', { order: order.number })} look="primary" disabledReason={planLock}>
                Plan it
              </ButtonLink>
            }
          >
            A plan chooses the servers that serve what was asked. It can be looked at, and planned again, before
            anything is held.
          </EmptyState>
        ) : (
          <EmptyState title="It holds no server">Those it held were given back.</EmptyState>
        )}
      </div>
      <div className="min-w-0 border-line border-l">
        <OrderFactsList order={order} />
        {plan === null ? null : <OrderPlan order={order} plan={plan} />}
      </div>
    </div>
  )
}
