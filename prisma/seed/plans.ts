import type { Bulk } from './bulk'
import type { SeedOrder } from './orders'
import { type SeedDatacenter, type SeedRack, takePlace } from './place'
import type { SeedServer } from './servers'

/** The racks in which places are kept, by their turn on the walk: a few, side by side. */
const RACKS = [5, 6, 7]

/** Places that are kept for servers of each datacenter's first warehouse, one of them with an order, and for one that stands beside. */
export async function seedPlannedMoves(
  bulk: Bulk,
  datacenters: readonly SeedDatacenter[],
  servers: readonly SeedServer[],
  orders: readonly SeedOrder[],
  now: Date,
): Promise<void> {
  const rows = datacenters.flatMap((datacenter) => {
    const stored = servers.filter((one) => one.warehouse === datacenter.warehouses[0] && one.fate === 'IN_WAREHOUSE')
    const beside = servers.filter((one) => one.rack === datacenter.racks[RACKS[0] ?? 0] && one.fate === 'RACKED')
    const order = orders.find((one) => one.datacenter === datacenter && one.status === 'PLANNED')
    const racks = RACKS.flatMap((walk) => datacenter.racks[walk] ?? [])
    const coming = [
      ...stored.slice(0, 2).map((server, i) => ({ server, rack: racks[i] })),
      { server: beside[0], rack: racks[1] },
    ]
    return coming.flatMap(({ server, rack }, i) =>
      server === undefined || rack === undefined ? [] : plan(server, rack, i === 1 ? order : undefined, now),
    )
  })
  await bulk.insert('planned_moves', rows)
}

function plan(server: SeedServer, rack: SeedRack, order: SeedOrder | undefined, now: Date) {
  const { heightU, depth } = server.model
  const u = takePlace(rack, server.model, 27)
  if (u === null) return []
  return [
    {
      ...{ server_id: server.id, rack_id: rack.id, u, face: 'front', height_u: heightU, depth },
      order_id: order?.id ?? null,
      by: 'demo world',
      created_at: now,
      version: 1,
    },
  ]
}
