import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerLifeView, TelemetryStripsView } from '@/lib/contracts/inventory/server-life'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { StripSpan } from '@/lib/contracts/inventory/strip-spans'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page } from '@/lib/contracts/paging'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { EventView } from '@/lib/contracts/telemetry/event'
import type { ServerComponentsView } from '@/lib/contracts/tickets/server-components'
import type { TicketView } from '@/lib/contracts/tickets/ticket'

interface WithSignal {
  signal: AbortSignal
}

/** How many lines of its tickets, events and audit trail a server's page shows. */
export const LINES = 12

export function serverQuery(barcode: string) {
  return {
    queryKey: queryKeys.one('server', barcode),
    queryFn: ({ signal }: WithSignal) => apiGet<ServerView>(`/servers/${encodeURIComponent(barcode)}`, {}, signal),
  }
}

export function modelQuery(slug: string) {
  return {
    queryKey: queryKeys.one('server-model', slug),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<ServerModelView>(`/server-models/${encodeURIComponent(slug)}`, {}, signal),
  }
}

/** Every model that can be chosen, 200 at most. */
export function modelsQuery() {
  const params = { limit: 200 }
  return {
    queryKey: queryKeys.list('server-model', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<ServerModelView>>('/server-models', params, signal),
  }
}

export function datacentersQuery() {
  const params = { limit: 200 }
  return {
    queryKey: queryKeys.list('datacenter', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<DatacenterView>>('/datacenters', params, signal),
  }
}

export function warehousesQuery() {
  const params = { limit: 200 }
  return {
    queryKey: queryKeys.list('warehouse', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<WarehouseView>>('/warehouses', params, signal),
  }
}

/** The server's tickets, newest first. */
export function serverTicketsQuery(barcode: string) {
  const params = { server: barcode, limit: LINES }
  return {
    queryKey: queryKeys.list('ticket', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<TicketView>>('/tickets', params, signal),
  }
}

/** What the server reported, newest first. Events are not announced one by one, so they are asked for now and then. */
export function serverEventsQuery(barcode: string) {
  const params = { server: barcode, limit: LINES }
  return {
    queryKey: queryKeys.part('server', barcode, 'telemetry', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<EventView>>('/telemetry', params, signal),
    pollMs: 15_000,
  }
}

/** What was done to the server, newest first. */
export function serverAuditQuery(barcode: string) {
  const params = { entity: 'server', key: barcode, limit: LINES }
  return {
    queryKey: ['audit', params] as const,
    queryFn: ({ signal }: WithSignal) => apiGet<Page<AuditView>>('/audit', params, signal),
  }
}

/** The job that the server is in, or was in last. */
export function serverJobQuery(barcode: string) {
  const params = { server: barcode, limit: 1 }
  return {
    queryKey: queryKeys.list('provision-job', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<JobView>>('/provision-jobs', params, signal),
  }
}

/** Its components as far as they are known. */
export function serverComponentsQuery(barcode: string) {
  return {
    queryKey: queryKeys.part('part', barcode, 'components'),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<ServerComponentsView>(`/servers/${encodeURIComponent(barcode)}/components`, {}, signal),
  }
}

/** What the server was, where and for whom. */
export function serverLifeQuery(barcode: string) {
  return {
    queryKey: queryKeys.part('server', barcode, 'life'),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<ServerLifeView>(`/servers/${encodeURIComponent(barcode)}/life`, {}, signal),
  }
}

/** What it reported lately, by kind; asked for now and then, as events are not announced one by one. */
export function telemetryStripsQuery(barcode: string, span: StripSpan) {
  return {
    queryKey: queryKeys.part('server', barcode, 'strips', { span }),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<TelemetryStripsView>(`/servers/${encodeURIComponent(barcode)}/telemetry-strips`, { span }, signal),
    pollMs: 30_000,
  }
}

/** The upgrade graph of a model, 200 edges at most. */
export function firmwarePathsQuery(model: string) {
  const params = { model, limit: 200 }
  return {
    queryKey: queryKeys.list('firmware-path', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<FirmwarePathView>>('/firmware-paths', params, signal),
  }
}
