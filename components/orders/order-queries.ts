import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { JobView } from '@/lib/contracts/provisioning/job'

/** The most jobs and servers that an order's page shows. */
export const ORDER_PAGE_LIMIT = 200

interface Asked {
  signal: AbortSignal
}

export const orderQuery = (number: string) => ({
  queryKey: queryKeys.one('order', number),
  queryFn: ({ signal }: Asked) => apiGet<OrderView>(`/orders/${encodeURIComponent(number)}`, {}, signal),
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
