import { apiAsk, apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { OrderEndingView } from '@/lib/contracts/planning/order-ending'
import type { PlanComparison } from '@/lib/contracts/planning/plan'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { OrderEnd } from '@/lib/domain/orders/order-ending'
import type { PlanLimits } from './plan-options'

/** The most jobs and servers that an order's page shows. */
export const ORDER_PAGE_LIMIT = 200

interface Asked {
  signal: AbortSignal
}

export const orderQuery = (number: string) => ({
  queryKey: queryKeys.one('order', number),
  queryFn: ({ signal }: Asked) => apiGet<OrderView>(`/orders/${encodeURIComponent(number)}`, {}, signal),
})

/** What ending it would do now; under its own key, so that it is worked out anew when the order changes. */
export const orderEndingQuery = (number: string, action: OrderEnd) => ({
  queryKey: queryKeys.part('order', number, 'ending', { action }),
  queryFn: ({ signal }: Asked) =>
    apiGet<OrderEndingView>(`/orders/${encodeURIComponent(number)}/ending`, { action }, signal),
  retry: false,
})

export const orderJobsQuery = (number: string) => {
  const params = { order: number, limit: ORDER_PAGE_LIMIT }
  return {
    queryKey: queryKeys.list('provision-job', params),
    queryFn: ({ signal }: Asked) => apiGet<Page<JobView>>('/provision-jobs', params, signal),
  }
}

export const orderServersQuery = (number: string) => {
  const params = { order: number, limit: ORDER_PAGE_LIMIT }
  return {
    queryKey: queryKeys.list('server', params),
    queryFn: ({ signal }: Asked) => apiGet<Page<ServerView>>('/servers', params, signal),
  }
}

/** What its jobs would flash. Under the order's own key: it is asked for again with it. */
export const firmwarePlanQuery = (number: string) => ({
  queryKey: queryKeys.part('order', number, 'firmware-plan'),
  queryFn: ({ signal }: Asked) =>
    apiGet<FirmwarePlanView>(`/orders/${encodeURIComponent(number)}/firmware-plan`, {}, signal),
})

/** Every objective's plan within these limits. It is dear: it is asked for again when someone wants it, not by each change. */
export const comparisonQuery = (number: string, limits: PlanLimits) => ({
  queryKey: queryKeys.part('plan-comparison', number, 'plans', limits),
  queryFn: ({ signal }: Asked) =>
    apiAsk<PlanComparison>(`/orders/${encodeURIComponent(number)}/plan-comparison`, limits, signal),
  staleTime: 30_000,
  refetchOnWindowFocus: false,
})
