import { Forbidden } from '@/components/access/forbidden'
import {
  listParams,
  type ServerFilters,
  type ServerLook,
  serverColumns,
  serverHealth,
  serverSortOf,
  serverStates,
  serversHref,
} from '@/components/servers/server-filters'
import { pickedIn } from '@/components/servers/server-picks'
import { ServersList } from '@/components/servers/servers-list'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listServersEndpoint } from '@/lib/contracts/inventory/server'
import { listServerModels } from '@/lib/services/inventory/list-server-models'
import { listServers } from '@/lib/services/inventory/list-servers'

export default async function ServersPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/servers', params))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Servers" operation="inventory.read" />
  const filters = filtersOf(params)
  const { datacenter, destination, model, rack, warehouse, order, tag, behind, unread, ...asked } = listParams(filters)
  const codes = { datacenter, destination, model, rack, warehouse, order, tag, behind, unread }
  const query = pageQuery(listServersEndpoint.query, {
    ...asked,
    ...Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, code === undefined ? undefined : [code]])),
  })
  const [first, models] = await Promise.all([
    orFirstPage(listServers(ctx, query), serversHref(filters)),
    listServerModels(ctx, { limit: 200 }),
  ])
  return (
    <ServersList
      key={JSON.stringify({ ...filters, columns: undefined })}
      first={first}
      models={models}
      filters={filters}
      picks={pickedIn(paramsOf(params, 'pick'))}
      changeLock={lockOf(ctx, 'inventory.transition-server')}
      moveLock={lockOf(ctx, 'inventory.scan-server')}
    />
  )
}

function filtersOf(params: PageParams): ServerFilters & ServerLook {
  const flag = (name: string) => (paramOf(params, name) === 'true' ? ('true' as const) : undefined)
  return {
    q: paramOf(params, 'q'),
    state: serverStates(paramsOf(params, 'state')),
    health: serverHealth(paramsOf(params, 'health')),
    datacenter: paramOf(params, 'datacenter'),
    model: paramOf(params, 'model'),
    rack: paramOf(params, 'rack'),
    warehouse: paramOf(params, 'warehouse'),
    order: paramOf(params, 'order'),
    tag: paramOf(params, 'tag'),
    held: flag('held'),
    needsWipe: flag('needsWipe'),
    tickets: flag('tickets'),
    free: (['true', 'false'] as const).find((one) => one === paramOf(params, 'free')),
    minCpuCores: wholeOf(params, 'minCpuCores'),
    minRamGb: wholeOf(params, 'minRamGb'),
    minNvmeGb: wholeOf(params, 'minNvmeGb'),
    destination: paramOf(params, 'destination'),
    expectedOn: paramOf(params, 'expectedOn'),
    firmware: paramOf(params, 'firmware') === 'behind' ? 'behind' : undefined,
    behind: paramOf(params, 'behind'),
    unread: paramOf(params, 'unread'),
    ...versionsOf(params),
    sort: serverSortOf(paramOf(params, 'sort')),
    columns: serverColumns(paramOf(params, 'columns')),
    cursor: paramOf(params, 'cursor'),
  }
}

/** A component and the versions of it that are looked for: one without the other is no question. */
function versionsOf(params: PageParams): Pick<ServerFilters, 'component' | 'version'> {
  const component = paramOf(params, 'component')
  const version = paramsOf(params, 'version')
  return component === undefined || version.length === 0 ? {} : { component, version }
}

/** What is no whole number is left out, of the list and of its chips alike. */
function wholeOf(params: PageParams, name: string): string | undefined {
  const value = paramOf(params, name)
  return value !== undefined && /^\d{1,9}$/.test(value) ? value : undefined
}
