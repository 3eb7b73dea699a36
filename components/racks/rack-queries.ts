import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { ElevationView, RackCountsView, RackView } from '@/lib/contracts/inventory/rack'
import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import type { RackHitsView } from '@/lib/contracts/inventory/rack-hit'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { SlotSuggestionsView } from '@/lib/contracts/inventory/slot'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page } from '@/lib/contracts/paging'
import { RACKS_A_PAGE, type RowRack, toRowRack } from './racks-filters'

interface WithSignal {
  signal: AbortSignal
}

/** What stands where in one rack. */
export function elevationQuery(code: string) {
  return {
    queryKey: ['elevation', code] as const,
    queryFn: ({ signal }: WithSignal) =>
      apiGet<ElevationView>(`/racks/${encodeURIComponent(code)}/elevation`, {}, signal),
  }
}

/** The same for several racks at once, at most 50. */
export function elevationsQuery(codes: readonly string[]) {
  return {
    queryKey: ['elevation', 'list', { rack: codes }] as const,
    queryFn: ({ signal }: WithSignal) => apiGet<{ items: ElevationView[] }>('/elevations', { rack: codes }, signal),
  }
}

/** Racks of a page, as the list's URL asks for them. */
export function racksQuery(filters: { datacenter?: string | undefined; cursor?: string | undefined; limit: number }) {
  return {
    queryKey: queryKeys.list('rack', filters),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<RackView>>('/racks', { ...filters }, signal),
  }
}

/** A page of the API's racks. */
const API_PAGE = 200

interface RowScope {
  datacenter?: string | undefined
  row?: string | undefined
  cursor?: string | undefined
}

/** All racks of a row of racks, page by page. */
export function rowQuery({ datacenter, row, cursor }: RowScope) {
  const scope = { datacenter, row, cursor }
  return {
    queryKey: queryKeys.list('rack', { ...scope, whole: true }),
    queryFn: async ({ signal }: WithSignal): Promise<Page<RowRack>> => {
      const items: RowRack[] = []
      let next = cursor
      do {
        const page = await apiGet<Page<RackView>>('/racks', { ...scope, cursor: next, limit: API_PAGE }, signal)
        items.push(...page.items.map(toRowRack))
        next = page.nextCursor
      } while (next !== undefined && items.length < RACKS_A_PAGE)
      return { items, ...(next === undefined ? {} : { nextCursor: next }) }
    },
  }
}

/** The servers of a row of racks counted by what they are coloured by. Under 'elevation': a ticket changes them too. */
export function rackCountsQuery({ by, datacenter, row, cursor }: RowScope & { by: Colour }) {
  const params = { by, datacenter, row, cursor }
  return {
    queryKey: queryKeys.list('elevation', { ...params, counts: true }),
    queryFn: ({ signal }: WithSignal) => apiGet<RackCountsView>('/rack-counts', params, signal),
  }
}

/** Where a server can be carried to: the racks of a datacenter, 200 at most. */
export function targetRacksQuery(datacenter: string) {
  return racksQuery({ datacenter, limit: 200 })
}

export function warehousesQuery(datacenter?: string) {
  const params = { datacenter, limit: 200 }
  return {
    queryKey: queryKeys.list('warehouse', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<WarehouseView>>('/warehouses', params, signal),
  }
}

/** Servers whose barcode, serial, asset number or host name holds `q`: what a search lights up. */
export function rackHitsQuery(q: string, datacenter: string | undefined) {
  const params = { q, datacenter }
  return {
    queryKey: queryKeys.list('server', { ...params, inRacks: true }),
    queryFn: ({ signal }: WithSignal) => apiGet<RackHitsView>('/rack-hits', params, signal),
    enabled: q !== '',
  }
}

/** What lies in a warehouse to be racked, the first 50 whose code, serial or host name holds `q`. */
export function trayQuery(warehouse: string, q: string) {
  const params = { warehouse, q: q === '' ? undefined : q, limit: 50 }
  return {
    queryKey: queryKeys.list('server', params),
    queryFn: ({ signal }: WithSignal) => apiGet<Page<ServerView>>('/servers', params, signal),
  }
}

/** Where servers would best go. Under `elevation`: any change of a rack may change the answer. */
export function slotsQuery(servers: readonly string[], datacenter: string | undefined, together?: boolean) {
  const params = { server: servers, datacenter, together }
  return {
    queryKey: ['elevation', 'slots', params] as const,
    queryFn: ({ signal }: WithSignal) => apiGet<SlotSuggestionsView>('/racks/suggest-slots', params, signal),
  }
}
