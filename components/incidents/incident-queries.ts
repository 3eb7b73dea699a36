import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { Page } from '@/lib/contracts/paging'
import type { IncidentServerView, IncidentView } from '@/lib/contracts/telemetry/incident'

interface WithSignal {
  signal: AbortSignal
}

export interface IncidentFilters {
  datacenter?: string | undefined
  rack?: string | undefined
  open?: 'true' | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export function incidentsQuery(filters: IncidentFilters) {
  return {
    queryKey: queryKeys.list('incident', filters),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<IncidentView>>('/incidents', { ...filters }, signal),
  }
}

export function incidentQuery(number: string) {
  return {
    queryKey: queryKeys.one('incident', number),
    queryFn: ({ signal }: WithSignal) => apiGet<IncidentView>(`/incidents/${number}`, {}, signal),
  }
}

export function incidentServersQuery(number: string, cursor: string | undefined) {
  const params = { cursor, limit: 50 }
  return {
    queryKey: queryKeys.part('incident', number, 'servers', params),
    queryFn: ({ signal }: WithSignal) =>
      apiGet<Page<IncidentServerView>>(`/incidents/${number}/servers`, params, signal),
  }
}
