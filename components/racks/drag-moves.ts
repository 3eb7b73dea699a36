import type { QueryClient } from '@tanstack/react-query'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page } from '@/lib/contracts/paging'
import { scanOutcome } from '@/lib/domain/scan'
import type { Carried, StandsAt } from './drag-carried'
import { elevationQuery } from './rack-queries'

/** The rack as it is once the server is gone from it, or unchanged where it does not stand there. */
export function withoutServer(elevation: ElevationView, barcode: string): ElevationView {
  const gone = elevation.servers.find((server) => server.barcode === barcode)
  if (gone === undefined) return elevation
  const servers = elevation.servers.filter((server) => server !== gone)
  return { ...elevation, servers, rack: counted(elevation.rack, gone, -1) }
}

/** The rack with the server at its new place; a plan for it there is done. */
export function withServer(
  elevation: ElevationView,
  carried: Carried,
  to: { u: number; face: 'front' | 'rear' },
): ElevationView {
  const before = withoutServer(elevation, carried.barcode)
  const old = elevation.servers.find((server) => server.barcode === carried.barcode)
  const { barcode, heightU, depth, modelName, order, powerW, weightKg } = carried
  const outcome = scanOutcome(carried.state, { relation: 'other-rack', into: 'rack', samePlace: false })
  const moved = {
    ...(old ?? { held: false, openHighTickets: 0 }),
    ...{ barcode, heightU, depth, powerW, weightKg, u: to.u, face: to.face },
    state: outcome.ok ? outcome.to : carried.state,
    ...(modelName === undefined ? {} : { modelName }),
    ...(order === undefined ? {} : { order }),
  }
  return {
    ...before,
    servers: [...before.servers, moved].sort((a, b) => a.u - b.u),
    planned: before.planned.filter((plan) => plan.barcode !== barcode || plan.u !== to.u),
    rack: counted(before.rack, moved, 1),
  }
}

function counted(
  rack: RackView,
  server: { state: string; heightU: number; powerW?: number | undefined; weightKg?: number | undefined },
  sign: 1 | -1,
): RackView {
  const { state, heightU, powerW = 0, weightKg = 0 } = server
  return {
    ...rack,
    servers: rack.servers + sign,
    states: { ...rack.states, [state]: Math.max(0, (rack.states[state] ?? 0) + sign) },
    usedU: Math.max(0, rack.usedU + sign * heightU),
    powerW: rack.powerW + sign * powerW,
    weightKg: rack.weightKg + sign * weightKg,
  }
}

/** Shows a move in what the page has read already; what it returns takes it back. */
export function showMove(client: QueryClient, carried: Carried, to: StandsAt): () => void {
  void client.cancelQueries({ queryKey: ['elevation'] })
  const before = [
    ...client.getQueriesData<ElevationView>({ queryKey: ['elevation'], predicate: isOneRack }),
    ...client.getQueriesData<Page<ServerView>>({ queryKey: ['server', 'list'] }),
  ]
  client.setQueriesData<ElevationView>({ queryKey: ['elevation'], predicate: isOneRack }, (elevation) =>
    elevation === undefined ? undefined : withoutServer(elevation, carried.barcode),
  )
  if ('rack' in to) {
    client.setQueryData<ElevationView>(elevationQuery(to.rack).queryKey, (elevation) =>
      elevation === undefined ? undefined : withServer(elevation, carried, to),
    )
    client.setQueriesData<Page<ServerView>>({ queryKey: ['server', 'list'], predicate: isOfWarehouse }, (page) =>
      page === undefined
        ? undefined
        : { ...page, items: page.items.filter(({ barcode }) => barcode !== carried.barcode) },
    )
  }
  return () => {
    for (const [queryKey, data] of before) client.setQueryData(queryKey, data)
  }
}

const isOneRack = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey.length === 2

const isOfWarehouse = ({ queryKey }: { queryKey: readonly unknown[] }) => {
  const params = queryKey[2]
  return typeof params === 'object' && params !== null && 'warehouse' in params && params.warehouse !== undefined
}
