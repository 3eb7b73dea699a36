import { Forbidden } from '@/components/access/forbidden'
import type { IncidentFilters } from '@/components/incidents/incident-queries'
import { IncidentsScreen } from '@/components/incidents/incidents-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listIncidentsEndpoint } from '@/lib/contracts/telemetry/incident'
import { listIncidents } from '@/lib/services/telemetry/list-incidents'

export default async function IncidentsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/incidents', params))
  if (lockOf(ctx, 'telemetry.read') !== null) return <Forbidden title="Outages" operation="telemetry.read" />
  const filters: IncidentFilters = {
    datacenter: paramOf(params, 'datacenter'),
    open: paramOf(params, 'open') === 'true' ? 'true' : undefined,
    cursor: paramOf(params, 'cursor'),
    limit: 50,
  }
  const first = await orFirstPage(
    listIncidents(ctx, pageQuery(listIncidentsEndpoint.query, { ...filters })),
    '/incidents',
  )
  return <IncidentsScreen key={JSON.stringify(filters)} first={first} filters={filters} />
}
