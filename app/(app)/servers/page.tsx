import { Forbidden } from '@/components/access/forbidden'
import { type ServerFilters, serverStates, serversHref } from '@/components/servers/server-filters'
import { ServersList } from '@/components/servers/servers-list'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listServersEndpoint } from '@/lib/contracts/inventory/server'
import { listServers } from '@/lib/services/inventory/list-servers'

export default async function ServersPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/servers', params))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Servers" operation="inventory.read" />
  const filters = filtersOf(params)
  const { q, state, held, needsWipe, free, minCpuCores, minRamGb, minNvmeGb, expectedOn, cursor, ...codes } = filters
  const query = pageQuery(listServersEndpoint.query, {
    ...{ q, state, held, needsWipe, free, minCpuCores, minRamGb, minNvmeGb, expectedOn, cursor },
    ...Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, code === undefined ? undefined : [code]])),
  })
  const first = await orFirstPage(listServers(ctx, query), serversHref(filters))
  return <ServersList key={JSON.stringify(filters)} first={first} filters={filters} />
}

function filtersOf(params: PageParams): ServerFilters {
  return {
    q: paramOf(params, 'q'),
    state: serverStates(paramsOf(params, 'state')),
    datacenter: paramOf(params, 'datacenter'),
    model: paramOf(params, 'model'),
    rack: paramOf(params, 'rack'),
    warehouse: paramOf(params, 'warehouse'),
    order: paramOf(params, 'order'),
    tag: paramOf(params, 'tag'),
    held: paramOf(params, 'held') === 'true' ? 'true' : undefined,
    needsWipe: paramOf(params, 'needsWipe') === 'true' ? 'true' : undefined,
    free: (['true', 'false'] as const).find((one) => one === paramOf(params, 'free')),
    minCpuCores: wholeOf(params, 'minCpuCores'),
    minRamGb: wholeOf(params, 'minRamGb'),
    minNvmeGb: wholeOf(params, 'minNvmeGb'),
    destination: paramOf(params, 'destination'),
    expectedOn: paramOf(params, 'expectedOn'),
    cursor: paramOf(params, 'cursor'),
  }
}

/** What is no whole number is left out, of the list and of its chips alike. */
function wholeOf(params: PageParams, name: string): string | undefined {
  const value = paramOf(params, name)
  return value !== undefined && /^\d{1,9}$/.test(value) ? value : undefined
}
