import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'
import type { Page } from '@/lib/contracts/paging'
import type { JobLogView, JobView } from '@/lib/contracts/provisioning/job'
import type { JobsOverviewView, WorkersView } from '@/lib/contracts/provisioning/overview'
import type { UsualTimesView } from '@/lib/contracts/provisioning/usual-times'
import type { JobKind } from '@/lib/domain/job-state'

interface Asked {
  signal: AbortSignal
}

export const jobHref = (id: string) => `/provisioning/${id}`

export const jobQuery = (id: string) => ({
  queryKey: queryKeys.one('provision-job', id),
  queryFn: ({ signal }: Asked) => apiGet<JobView>(`/provision-jobs/${id}`, {}, signal),
})

export const jobLogQuery = (id: string) => ({
  queryKey: queryKeys.part('provision-job', id, 'log'),
  queryFn: ({ signal }: Asked) => apiGet<JobLogView>(`/provision-jobs/${id}/log`, {}, signal),
})

export const overviewQuery = (datacenter: string | undefined) => {
  const params = datacenter === undefined ? {} : { datacenter }
  return {
    // Below the jobs' lists: whatever changes those changes this.
    queryKey: queryKeys.list('provision-job', { overview: true, ...params }),
    queryFn: ({ signal }: Asked) => apiGet<JobsOverviewView>('/provision-jobs/overview', params, signal),
  }
}

export const workersQuery = () => ({
  queryKey: queryKeys.list('provision-job', { workers: true }),
  queryFn: ({ signal }: Asked) => apiGet<WorkersView>('/provision-workers', {}, signal),
})

export const datacentersQuery = () => ({
  queryKey: queryKeys.list('datacenter', { limit: 100 }),
  queryFn: ({ signal }: Asked) => apiGet<Page<DatacenterView>>('/datacenters', { limit: 100 }, signal),
})

const MODELS = 50

/** What past jobs took: it changes slowly, so that no change of a job asks for it again. */
export const usualTimesQuery = (kind: JobKind, jobs: readonly Pick<JobView, 'model'>[]) => {
  const models = [...new Set(jobs.flatMap(({ model }) => model ?? []))].sort().slice(0, MODELS)
  const params = { kind, model: models }
  return {
    queryKey: queryKeys.list('usual-times', params),
    queryFn: ({ signal }: Asked) => apiGet<UsualTimesView>('/provision-jobs/usual-times', params, signal),
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  }
}
