import { Forbidden } from '@/components/access/forbidden'
import { type AuditFilters, auditHref, auditParams, lifeFrom } from '@/components/audit/audit-filters'
import { AuditScreen } from '@/components/audit/audit-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listAuditEndpoint } from '@/lib/contracts/audit/audit'
import { getAudit } from '@/lib/services/audit/get-audit'
import { listAudit } from '@/lib/services/audit/list-audit'
import { listAuditSeals } from '@/lib/services/audit/list-audit-seals'

export default async function AuditPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/audit', params))
  if (lockOf(ctx, 'audit.read') !== null) return <Forbidden title="Audit" operation="audit.read" />
  const entry = paramOf(params, 'entry')
  const filters: AuditFilters = {
    entity: paramOf(params, 'entity'),
    key: paramOf(params, 'key'),
    actor: paramOf(params, 'actor'),
    action: paramOf(params, 'action'),
    request: paramOf(params, 'request'),
    of: lifeFrom(paramOf(params, 'of')) === null ? undefined : paramOf(params, 'of'),
    since: paramOf(params, 'since'),
    until: paramOf(params, 'until'),
    cursor: paramOf(params, 'cursor'),
    entry: entry !== undefined && /^\d{1,18}$/.test(entry) ? entry : undefined,
  }
  const [first, firstSeals, open] = await Promise.all([
    orFirstPage(
      listAudit(ctx, pageQuery(listAuditEndpoint.query, auditParams(filters))),
      auditHref(filters, { cursor: undefined }),
    ),
    listAuditSeals(ctx, { limit: 1 }),
    filters.entry === undefined ? null : orNotFound(getAudit(ctx, { id: filters.entry })),
  ])
  return (
    <AuditScreen
      key={JSON.stringify(auditParams(filters))}
      first={first}
      firstSeals={firstSeals}
      filters={filters}
      entry={open}
    />
  )
}
