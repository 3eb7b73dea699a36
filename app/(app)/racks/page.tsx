import { Forbidden } from '@/components/access/forbidden'
import {
  RACKS_A_CHUNK,
  RACKS_A_PAGE,
  type RacksFilters,
  racksHref,
  serverStates,
} from '@/components/racks/racks-filters'
import { RacksScreen } from '@/components/racks/racks-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listRacksEndpoint } from '@/lib/contracts/inventory/rack'
import { listElevations } from '@/lib/services/inventory/list-elevations'
import { listRacks } from '@/lib/services/inventory/list-racks'
import { findServer } from '../servers/find-server'
import { serverLocks } from '../servers/server-locks'

export default async function RacksPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/racks', params))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Racks" operation="inventory.read" />
  const filters: RacksFilters = {
    datacenter: paramOf(params, 'datacenter'),
    q: paramOf(params, 'q'),
    state: serverStates(paramsOf(params, 'state')),
    server: paramOf(params, 'server'),
    cursor: paramOf(params, 'cursor'),
  }
  const query = pageQuery(listRacksEndpoint.query, {
    limit: RACKS_A_PAGE,
    cursor: filters.cursor,
    datacenter: filters.datacenter === undefined ? undefined : [filters.datacenter],
  })
  const [first, server] = await Promise.all([
    orFirstPage(listRacks(ctx, query), racksHref(filters, { cursor: undefined })),
    filters.server === undefined ? null : findServer(ctx, filters.server),
  ])
  const codes = first.items.slice(0, RACKS_A_CHUNK).map((rack) => rack.code)
  const elevations = codes.length === 0 ? { items: [] } : await listElevations(ctx, { rack: codes })
  return (
    <RacksScreen
      first={first}
      firstElevations={elevations.items}
      firstServer={server}
      filters={filters}
      locks={serverLocks(ctx)}
    />
  )
}
