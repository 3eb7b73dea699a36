import { simulatedBmc } from '@/lib/db/simulated-bmc'
import type { ServerState } from '../../lib/domain/server-state'
import type { Bulk } from './bulk'
import { MODELS, type SeedModel } from './models'
import { type SeedDatacenter, type SeedRack, type SeedWarehouse, takePlace } from './place'
import type { Random } from './random'

/** Where a server of the demo world is to end; the promised states are reached by the orders. */
export type SeedFate = Exclude<ServerState, 'ALLOCATED' | 'PROVISIONING' | 'IN_SERVICE'> | 'PROMISED'

export interface SeedServer {
  id: number
  barcode: string
  model: SeedModel
  datacenter: SeedDatacenter
  rack: SeedRack | null
  u: number | null
  warehouse: SeedWarehouse | null
  fate: SeedFate
  promised: { state: ServerState; orderId: number } | null
  needsWipe: boolean
  firmware: { component: string; version: string }[]
  createdAt: Date
}

const FATES: Readonly<Record<SeedFate, number>> = {
  PROMISED: 56,
  RACKED: 22,
  IN_WAREHOUSE: 9,
  BROKEN: 2,
  REPAIRING: 1.5,
  IN_TRANSIT: 2.5,
  NEW: 1.5,
  IN_FACTORY_TEST: 1,
  DECOMMISSIONED: 4.5,
}

const IN_RACK: readonly SeedFate[] = ['PROMISED', 'RACKED', 'BROKEN', 'REPAIRING']
const IN_STORE: readonly SeedFate[] = ['IN_WAREHOUSE']

/** Decides for `count` servers what they are and where they stand; nothing is written yet. */
export function imagineServers(
  count: number,
  ids: readonly number[],
  datacenters: readonly SeedDatacenter[],
  random: Random,
  now: Date,
): SeedServer[] {
  const weights = Object.fromEntries(MODELS.map((model) => [model.slug, model.weight]))
  const cursor = new Map<SeedDatacenter, number>(datacenters.map((datacenter) => [datacenter, 0]))
  return ids.slice(0, count).map((id, i): SeedServer => {
    const slug = random.weighted(weights)
    const model = MODELS.find((candidate) => candidate.slug === slug) ?? random.pick(MODELS)
    const datacenter = random.pick(datacenters)
    const wanted = random.weighted(FATES)
    const place = IN_RACK.includes(wanted) ? rackPlace(datacenter, model, cursor) : null
    // Where the racks are full, what was to stand in one lies in the warehouse.
    const fate: SeedFate = IN_RACK.includes(wanted) && place === null ? 'IN_WAREHOUSE' : wanted
    return {
      id,
      barcode: `SRV-${String(i + 1).padStart(6, '0')}`,
      model,
      datacenter,
      rack: place?.rack ?? null,
      u: place?.u ?? null,
      warehouse: IN_STORE.includes(fate) ? random.pick(datacenter.warehouses) : null,
      fate,
      promised: null,
      needsWipe: false,
      firmware: Object.entries(model.firmware).map(([component, { versions }]) => ({
        component,
        version: fate === 'PROMISED' ? (versions.at(-1) ?? '') : random.pick(versions),
      })),
      createdAt: new Date(now.getTime() - random.int(20, 900) * 86_400_000),
    }
  })
}

/** Racks fill evenly: one after the other takes a server, a few units stay free in each. */
function rackPlace(
  datacenter: SeedDatacenter,
  model: SeedModel,
  cursor: Map<SeedDatacenter, number>,
): { rack: SeedRack; u: number } | null {
  const start = cursor.get(datacenter) ?? 0
  for (let step = 0; step < Math.min(datacenter.racks.length, 40); step++) {
    const rack = datacenter.racks[(start + step) % datacenter.racks.length]
    if (rack === undefined || rack.free.front.filter(Boolean).length < 5) continue
    const u = takePlace(rack, model)
    if (u === null) continue
    cursor.set(datacenter, start + step + 1)
    return { rack, u }
  }
  return null
}

const DAY = 86_400_000

export async function writeServers(
  bulk: Bulk,
  servers: readonly SeedServer[],
  modelIds: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  await bulk.insert(
    'servers',
    servers.map((server) => {
      const state: ServerState = server.promised?.state ?? (server.fate === 'PROMISED' ? 'RACKED' : server.fate)
      const transit = state === 'IN_TRANSIT'
      return {
        id: server.id,
        barcode: server.barcode,
        state,
        model_id: modelIds.get(server.model.slug),
        height_u: server.model.heightU,
        depth: server.model.depth,
        serial: `${server.model.manufacturer.slice(0, 1)}${(server.id * 7_919 + 104_729).toString(36).toUpperCase().padStart(7, '0')}`,
        datacenter_id: server.datacenter.id,
        warehouse_id: server.warehouse?.id ?? null,
        rack_id: server.rack?.id ?? null,
        u: server.u,
        face: server.rack === null ? null : 'front',
        destination_id: transit ? server.datacenter.id : null,
        expected_at: transit ? new Date(now.getTime() + (3 + (server.id % 14)) * DAY) : null,
        order_id: server.promised?.orderId ?? null,
        needs_wipe: server.needsWipe,
        tags: [],
        hostnames: [],
        ...bmcOf(server.barcode),
        power_state: state === 'IN_SERVICE' ? 'on' : null,
        last_scanned_at: server.rack === null && server.warehouse === null ? null : server.createdAt,
        created_at: server.createdAt,
        updated_at: server.createdAt,
      }
    }),
  )
  await bulk.insert(
    'server_firmware',
    servers.flatMap((server) =>
      server.firmware.map(({ component, version }) => ({
        server_id: server.id,
        component,
        version,
        read_at: server.createdAt,
      })),
    ),
  )
  await bulk.insert(
    'audit_log',
    servers.flatMap((server) => lifeOf(server)),
  )
}

/** The audit rows that a life so far would have left. */
function lifeOf(server: SeedServer): Record<string, unknown>[] {
  const row = (days: number, action: string, from: string | null, to: string) => ({
    at: new Date(server.createdAt.getTime() + (days * DAY) / 4),
    actor: 'demo world',
    action,
    entity: 'server',
    key: server.barcode,
    from,
    to,
    reason: null,
    datacenter_id: server.datacenter.id,
  })
  if (['NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT'].includes(server.fate))
    return [row(0, 'inventory.create-server', null, server.fate)]
  const stored = row(0, 'inventory.scan-server', 'NEW', 'IN_WAREHOUSE')
  if (server.rack === null)
    return server.fate === 'IN_WAREHOUSE'
      ? [stored]
      : [stored, row(2, 'inventory.transition-server', 'IN_WAREHOUSE', server.fate)]
  const racked = [stored, row(1, 'inventory.scan-server', 'IN_WAREHOUSE', 'RACKED')]
  if (server.fate === 'BROKEN' || server.fate === 'REPAIRING')
    racked.push(row(8, 'inventory.transition-server', 'RACKED', 'BROKEN'))
  if (server.fate === 'REPAIRING') racked.push(row(9, 'inventory.transition-server', 'BROKEN', 'REPAIRING'))
  return racked
}

/** Every server of the world has one: without a simulator one that does nothing. */
function bmcOf(barcode: string): Record<string, string | null> {
  const bmc = simulatedBmc(barcode) ?? { bmcDriver: 'simulated' as const, bmcAddress: `sim:${barcode}` }
  const { bmcDriver, bmcAddress } = bmc
  const login = bmc.bmcDriver === 'redfish' ? bmc : { bmcUsername: null, bmcPassword: null }
  return {
    bmc_driver: bmcDriver,
    bmc_address: bmcAddress,
    bmc_username: login.bmcUsername,
    bmc_password: login.bmcPassword,
  }
}
