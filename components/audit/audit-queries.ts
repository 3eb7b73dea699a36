import { apiGet } from '@/lib/client/api-fetch'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { Page } from '@/lib/contracts/paging'
import { type AuditFilters, auditParams } from './audit-filters'

export function auditQuery(filters: AuditFilters) {
  const params = auditParams(filters)
  return {
    queryKey: ['audit', 'list', params] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<Page<AuditView>>('/audit', params, signal),
  }
}
