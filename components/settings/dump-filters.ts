import { apiGet, toQueryString } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { Page } from '@/lib/contracts/paging'
import type { DumpView } from '@/lib/contracts/telemetry/dump'
import type { DumpFormat } from '@/lib/domain/telemetry/formats/reading'

/** What the list of dumps is narrowed to, and the one that is open beside it; all of it in the URL. */
export interface DumpFilters {
  format?: string | undefined
  cursor?: string | undefined
  /** id */
  dump?: string | undefined
}

/** Why this person may not, in words; null where they may. */
export interface DumpLocks {
  retry: string | null
  remove: string | null
}

/** The list's URL with some of it changed; another format starts at the first page, with no dump open. */
export function dumpsHref(filters: DumpFilters, change: Partial<DumpFilters> = {}): string {
  const base = 'format' in change ? {} : filters
  const { format, cursor, dump } = { ...base, ...change }
  return `/settings/dumps${toQueryString({ format, cursor, dump })}`
}

/** What the API is asked for. */
export function dumpParams({ format, cursor }: DumpFilters) {
  return { ...(format === undefined ? {} : { format: [format] }), ...(cursor === undefined ? {} : { cursor }) }
}

export function dumpsQuery(filters: DumpFilters) {
  const params = dumpParams(filters)
  return {
    queryKey: queryKeys.list('telemetry-dump', params),
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<Page<DumpView>>('/telemetry-dumps', params, signal),
  }
}

/** Formats by the names that people know them by. */
export const formatWords: Record<DumpFormat, string> = {
  smartctl: 'smartctl',
  redfish: 'Redfish',
  alertmanager: 'Alertmanager',
  prometheus: 'Prometheus',
  'ipmi-sel': 'IPMI event log',
  'ipmi-sensor': 'IPMI sensors',
}
