import { keepPreviousData } from '@tanstack/react-query'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { Page } from '@/lib/contracts/paging'
import type { FirmwareDriftView, FirmwarePreviewView, RackDriftView } from '@/lib/contracts/provisioning/firmware-drift'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { DriftFilters } from './drift-address'
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

export function driftQuery({ datacenter }: DriftFilters) {
  const params = { datacenter }
  return {
    queryKey: queryKeys.list('firmware-graph', { drift: 'models', ...params }),
    queryFn: ({ signal }: Signal) => apiGet<FirmwareDriftView>('/firmware-drift', params, signal),
    pollMs: 20_000,
  }
}

export function rackDriftQuery({ datacenter, component, cursor }: DriftFilters) {
  const params = { datacenter, component, cursor }
  return {
    queryKey: queryKeys.list('firmware-graph', { drift: 'racks', ...params }),
    queryFn: ({ signal }: Signal) => apiGet<Page<RackDriftView>>('/firmware-drift/racks', params, signal),
    pollMs: 20_000,
  }
}

/** A change that is thought of, as the API is asked what it would do; null: none yet. */
export type ThoughtOf =
  | { target: string }
  | { noTarget: 'true' }
  | { from: string; to: string }
  | { without: string }
  | null

export function previewQuery(about: { model: string; component: string }, change: ThoughtOf) {
  const params = { ...about, ...change }
  return {
    queryKey: queryKeys.list('firmware-graph', { preview: params }),
    queryFn: ({ signal }: Signal) => apiGet<FirmwarePreviewView>('/firmware-preview', params, signal),
    enabled: change !== null,
    placeholderData: keepPreviousData,
  }
}
