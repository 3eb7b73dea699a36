import { headers } from 'next/headers'
import { Forbidden } from '@/components/access/forbidden'
import {
  colourOf,
  keptOf,
  RACKS_A_CHUNK,
  RACKS_A_PAGE,
  type RacksFilters,
  racksHref,
  toRowRack,
} from '@/components/racks/racks-filters'
import { RacksScreen } from '@/components/racks/racks-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listRacksEndpoint } from '@/lib/contracts/inventory/rack'
import { getRackCounts } from '@/lib/services/inventory/get-rack-counts'
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
    row: paramOf(params, 'row'),
    colour: colourOf(paramOf(params, 'colour')),
    kept: keptOf((name) => paramsOf(params, name)),
    q: paramOf(params, 'q'),
    server: paramOf(params, 'server'),
    cursor: paramOf(params, 'cursor'),
  }
  const { cursor, datacenter, row } = pageQuery(listRacksEndpoint.query, {
    cursor: filters.cursor,
    datacenter: filters.datacenter === undefined ? undefined : [filters.datacenter],
    row: filters.row === undefined ? undefined : [filters.row],
  })
  const [racks, counts, server] = await Promise.all([
    orFirstPage(
      listRacks(ctx, { limit: RACKS_A_PAGE, cursor, datacenter, row }),
      racksHref(filters, { cursor: undefined }),
    ),
    orFirstPage(
      getRackCounts(ctx, { by: filters.colour, datacenter, row, cursor }),
      racksHref(filters, { cursor: undefined }),
    ),
    filters.server === undefined ? null : findServer(ctx, filters.server),
  ])
  // A phone shows a list of racks, not what stands in them.
  const isPhone = /\bMobile\b/.test((await headers()).get('user-agent') ?? '')
  const codes = isPhone ? [] : racks.items.slice(0, RACKS_A_CHUNK).map((rack) => rack.code)
  const elevations = codes.length === 0 ? { items: [] } : await listElevations(ctx, { rack: codes })
  return (
    <RacksScreen
      first={{
        racks: { ...racks, items: racks.items.map(toRowRack) },
        elevations: elevations.items,
        counts,
        server,
        isPhone,
      }}
      filters={filters}
      locks={serverLocks(ctx)}
    />
  )
}
