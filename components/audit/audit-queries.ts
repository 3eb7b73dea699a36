import { apiGet } from '@/lib/client/api-fetch'
import type { AuditSealView, AuditView } from '@/lib/contracts/audit/audit'
import type { Page } from '@/lib/contracts/paging'
import { type AuditFilters, auditParams } from './audit-filters'

export function auditQuery(filters: AuditFilters) {
  const params = auditParams(filters)
  return {
    queryKey: ['audit', 'list', params] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<Page<AuditView>>('/audit', params, signal),
  }
}

/** The last seal, asked for as often as one may be made: sealing changes nothing that pages are told of. */
export const lastSealQuery = {
  queryKey: ['audit', 'seals', { limit: '1' }] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<Page<AuditSealView>>('/audit-seals', { limit: '1' }, signal),
  pollMs: 5_000,
}
