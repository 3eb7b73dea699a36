import type { OrderState } from '../../lib/domain/order-state'
import { PROVISION_STEPS } from '../../lib/domain/provisioning/steps'
import type { Bulk, Row } from './bulk'
import type { SeedDatacenter } from './place'
import type { Random } from './random'
import type { SeedServer } from './servers'

const CUSTOMERS = [
  'Helvetia Analytics AG',
  'Nordlys Media AS',
  'Altmark Logistik GmbH',
  'Brightwater Games',
  'Cassini Imaging',
  'Duna Bank Nyrt.',
  'Estrela Commerce',
  'Fjordkraft Data',
  'Granit Rendering',
  'Hanse Genomics',
  'Isar Mobility',
  'Juno Weather',
  'Kestrel Security',
  'Loire Éditions',
]
const IMAGES = ['debian-13', 'ubuntu-24.04', 'rocky-10', 'proxmox-9']
const DAY = 86_400_000

export interface SeedOrder {
  id: number
  status: OrderState
  datacenter: SeedDatacenter
  servers: SeedServer[]
  createdAt: Date
}

/**
 * Gives every promised server to an order, and makes at least one order of each status in each datacenter where there
 * are servers for it. Servers of an order carry the state that its status asks for.
 */
export function imagineOrders(
  servers: readonly SeedServer[],
  datacenters: readonly SeedDatacenter[],
  ids: () => number,
  random: Random,
  now: Date,
): SeedOrder[] {
  const orders: SeedOrder[] = []
  const make = (status: OrderState, datacenter: SeedDatacenter, taken: SeedServer[], age: number): SeedOrder => {
    const order = { id: ids(), status, datacenter, servers: taken, createdAt: new Date(now.getTime() - age * DAY) }
    orders.push(order)
    return order
  }
  for (const datacenter of datacenters) {
    const promised = servers.filter((server) => server.fate === 'PROMISED' && server.datacenter === datacenter)
    const free = servers.filter((server) => server.fate === 'RACKED' && server.datacenter === datacenter)
    const stuck = promised.filter((server) => server.model.slug === 'lenovo-sr630').slice(0, 1)
    const rest = promised.filter((server) => !stuck.includes(server))
    const take = (count: number) => rest.splice(0, count)
    make('DRAFT', datacenter, [], random.int(0, 3))
    make('PLANNED', datacenter, free.slice(0, 3), random.int(1, 4))
    make('CANCELLED', datacenter, [], random.int(30, 60))
    make('RELEASED', datacenter, [], random.int(100, 300))
    promise(make('ALLOCATED', datacenter, take(4), 2), 'ALLOCATED')
    promise(make('PROVISIONING', datacenter, take(2), 1), 'PROVISIONING')
    const failed = make('FAILED', datacenter, [...take(2), ...stuck], 3)
    promise(failed, 'IN_SERVICE')
    for (const server of failed.servers.slice(-1)) server.promised = { state: 'ALLOCATED', orderId: failed.id }
    promise(make('RELEASING', datacenter, take(2), 200), 'IN_SERVICE')
    while (rest.length > 0)
      promise(make('ACTIVE', datacenter, take(random.int(4, 14)), random.int(5, 500)), 'IN_SERVICE')
  }
  return orders
}

function promise(order: SeedOrder, state: 'ALLOCATED' | 'PROVISIONING' | 'IN_SERVICE'): void {
  for (const server of order.servers) {
    server.promised = { state, orderId: order.id }
    server.needsWipe = state === 'IN_SERVICE'
  }
}

const HELD: readonly OrderState[] = ['ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING']

export async function writeOrders(bulk: Bulk, orders: readonly SeedOrder[], random: Random): Promise<void> {
  const imageIds = (await bulk.client.query<{ id: number; slug: string }>('SELECT id, slug FROM images')).rows
  const image = () => imageIds.find((row) => row.slug === random.pick(IMAGES))?.id ?? null
  await bulk.insert(
    'orders',
    orders.map((order) => {
      const sum = (of: (server: SeedServer) => number) => order.servers.reduce((total, server) => total + of(server), 0)
      return {
        id: order.id,
        status: order.status,
        customer: random.pick(CUSTOMERS),
        datacenter_id: order.datacenter.id,
        cpu_cores: Math.max(64, Math.floor(sum((server) => server.model.cpuCores) * 0.95)),
        ram_gb: Math.floor(sum((server) => server.model.ramGb) * 0.9),
        nvme_gb: Math.floor(sum((server) => server.model.nvmeGb) * 0.8),
        image_id: image(),
        ends_at:
          order.status === 'ACTIVE' && random.next() < 0.2 ? new Date(Date.now() + random.int(5, 200) * DAY) : null,
        servers_given: HELD.includes(order.status) ? order.servers.length : null,
        status_since: order.createdAt,
        created_at: order.createdAt,
        updated_at: order.createdAt,
      }
    }),
  )
}

/** Plans, allocations and jobs: after the servers, to which they refer. */
export async function writePromises(bulk: Bulk, orders: readonly SeedOrder[], now: Date): Promise<void> {
  const planned = orders.filter((order) => order.servers.length > 0)
  const plans = planned.map((order) => ({ order, id: crypto.randomUUID() }))
  await bulk.insert(
    'allocation_plans',
    plans.map(({ order, id }) => planRow(order, id)),
  )
  await bulk.insert(
    'plan_items',
    plans.flatMap(({ order, id }) =>
      order.servers.map((server, position) => ({
        plan_id: id,
        server_id: server.id,
        position,
        rack_code: server.rack?.code ?? null,
        u: server.u,
      })),
    ),
  )
  await bulk.insert(
    'allocations',
    plans
      .filter(({ order }) => HELD.includes(order.status))
      .flatMap(({ order, id }) =>
        order.servers.map((server) => ({
          order_id: order.id,
          server_id: server.id,
          plan_id: id,
          status: 'ACTIVE',
          created_at: order.createdAt,
        })),
      ),
  )
  const jobs = orders.flatMap((order) => jobsOf(order, now))
  await bulk.insert(
    'provision_jobs',
    jobs.map(({ steps: _, ...job }) => job),
  )
  await bulk.insert(
    'provision_steps',
    jobs.flatMap(({ id, steps }) => steps.map((step) => ({ job_id: id, ...step }))),
  )
}

function planRow(order: SeedOrder, id: string): Row {
  const sum = (of: (server: SeedServer) => number) => order.servers.reduce((total, server) => total + of(server), 0)
  const asked = {
    cpuCores: Math.max(64, Math.floor(sum((s) => s.model.cpuCores) * 0.95)),
    ramGb: Math.floor(sum((s) => s.model.ramGb) * 0.9),
    nvmeGb: Math.floor(sum((s) => s.model.nvmeGb) * 0.8),
  }
  const taken = {
    cpuCores: sum((s) => s.model.cpuCores),
    ramGb: sum((s) => s.model.ramGb),
    nvmeGb: sum((s) => s.model.nvmeGb),
  }
  const stranded =
    (taken.cpuCores - asked.cpuCores) * 1_000 + (taken.ramGb - asked.ramGb) * 125 + (taken.nvmeGb - asked.nvmeGb) * 8
  return {
    id,
    order_id: order.id,
    status: order.status === 'PLANNED' ? 'current' : 'allocated',
    objective: 'fewest-servers',
    constraints: {},
    include_warehouse: false,
    method: 'greedy',
    proof: 'feasible',
    value: order.servers.length,
    bound: null,
    left_out: [],
    created_by: 'demo world',
    created_at: order.createdAt,
    totals: {
      servers: order.servers.length,
      ...taken,
      cost: sum((s) => s.model.cost),
      powerW: sum((s) => s.model.maxPowerW),
      racks: new Set(order.servers.map((s) => s.rack?.code)).size,
      stranded,
    },
  }
}

interface SeedJob extends Row {
  id: string
  steps: Row[]
}

/** Only orders whose jobs somebody will want to see have them: running, failed, and the youngest of the active ones. */
function jobsOf(order: SeedOrder, now: Date): SeedJob[] {
  const young = now.getTime() - order.createdAt.getTime() < 12 * DAY
  if (order.status === 'PROVISIONING')
    return order.servers.map((server, i) => (i === 0 ? succeeded(order, server) : pending(order, server)))
  if (order.status === 'ACTIVE' && young) return order.servers.map((server) => succeeded(order, server))
  if (order.status === 'FAILED')
    return order.servers.map((server, i) =>
      i === order.servers.length - 1 ? failed(order, server) : succeeded(order, server),
    )
  return []
}

const at = (order: SeedOrder, minutes: number) => new Date(order.createdAt.getTime() + minutes * 60_000)
const MINUTES = [1, 1, 17, 1, 12, 6, 1] as const

function job(order: SeedOrder, server: SeedServer, more: Row): Row & { id: string } {
  return {
    id: crypto.randomUUID(),
    kind: 'provision',
    order_id: order.id,
    server_id: server.id,
    status: 'PENDING',
    attempt: 1,
    last_error: null,
    created_at: order.createdAt,
    started_at: null,
    finished_at: null,
    updated_at: order.createdAt,
    ...more,
  }
}

function pending(order: SeedOrder, server: SeedServer): SeedJob {
  return { ...job(order, server, {}), steps: stepRows(order, 0, 'PENDING', null) }
}

function succeeded(order: SeedOrder, server: SeedServer): SeedJob {
  return {
    ...job(order, server, { status: 'SUCCESS', started_at: at(order, 1), finished_at: at(order, 40) }),
    steps: stepRows(order, 7, 'PENDING', null),
  }
}

function failed(order: SeedOrder, server: SeedServer): SeedJob {
  const target = Object.entries(server.model.firmware).find(([, { target: aim }]) => aim !== undefined)
  const component = target?.[0] ?? 'BIOS'
  const current = server.firmware.find((row) => row.component === component)?.version ?? 'unknown'
  const error =
    target === undefined
      ? 'BIOS answered 2.1 after the flash to 2.4: the update did not take.'
      : `${component} can't get from ${current} to ${target[1].target}: the nearest version that can be reached is ${target[1].versions.at(-1)}.`
  return {
    ...job(order, server, {
      status: 'FAILED',
      last_error: error,
      started_at: at(order, 1),
      finished_at: at(order, 20),
    }),
    steps: stepRows(order, 2, 'FAILED', error),
  }
}

/** `done` steps succeeded, the next stands as `next`, the others wait. */
function stepRows(order: SeedOrder, done: number, next: string, error: string | null): Row[] {
  let minute = 1
  return PROVISION_STEPS.map((step, i) => {
    const from = minute
    minute += MINUTES[i] ?? 1
    const status = i < done ? 'SUCCESS' : i === done ? next : 'PENDING'
    const began = status === 'PENDING' ? null : at(order, from)
    return {
      position: step.position,
      name: step.name,
      status,
      started_at: began,
      finished_at: began === null ? null : at(order, minute),
      error: status === 'FAILED' ? error : null,
    }
  })
}
