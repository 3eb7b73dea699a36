import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwareFilters } from './firmware-filters'

type Signal = { signal: AbortSignal }

/** What the API is asked for: one graph, whatever is lit in it. */
export function graphParams({ model, component, datacenter }: FirmwareFilters & { model: string }) {
  return {
    model,
    ...(component === undefined ? {} : { component }),
    ...(datacenter === undefined ? {} : { datacenter }),
  }
}

/** Versions are read by jobs, which do not announce each: the counts are asked for now and then. */
export function firmwareGraphQuery(filters: FirmwareFilters & { model: string }) {
  const params = graphParams(filters)
  return {
    queryKey: queryKeys.list('firmware-graph', params),
    queryFn: ({ signal }: Signal) => apiGet<FirmwareGraphView>('/firmware-graph', params, signal),
    pollMs: 20_000,
  }
}
