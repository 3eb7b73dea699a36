import type { Db } from '../../db/client'
import type { Ctx } from '../../db/context'
import { walkKey } from '../../domain/code'
import { allocateOrder } from '../../services/allocation/allocate-order'
import { createOrder, type NewOrder } from '../../services/planning/create-order'
import { planOrder } from '../../services/planning/plan-order'
import type { PlanRequest } from '../../services/planning/plan-request'

export interface Shape {
  cpuCores?: number | null
  ramGb?: number | null
  nvmeGb?: number | null
  costCents?: number | null
  maxPowerW?: number | null
}

export interface Fleet {
  datacenter: { id: number; code: string }
  warehouse: { id: number; code: string }
  racks: { id: number; code: string }[]
  model: { id: number; slug: string }
  /** Of the model, in walking order. */
  servers: { id: number; barcode: string }[]
}

const RACK_U = 48
let made = 0

/** A datacenter of its own with a warehouse, racks, and `servers` free servers of one model (64 cores, 512 GB, 7,680 GB). */
export async function makeFleet(
  db: Db,
  options: { servers: number; perRack?: number; shape?: Shape; rackPowerW?: number; barcodes?: string },
): Promise<Fleet> {
  const tag = `F${++made}-${process.pid}`
  const perRack = options.perRack ?? 20
  const datacenter = await db.datacenter.create({ data: { code: tag, name: tag }, select: { id: true, code: true } })
  const warehouse = await db.warehouse.create({
    data: { code: `${tag}-W`, datacenterId: datacenter.id },
    select: { id: true, code: true },
  })
  const racks = await db.rack.createManyAndReturn({
    data: Array.from({ length: Math.max(1, Math.ceil(options.servers / perRack)) }, (_, index) => {
      const code = `${tag}-R${index + 1}`
      const maxPowerW = options.rackPowerW ?? null
      return { code, datacenterId: datacenter.id, heightU: RACK_U, walkKey: walkKey({ code }), maxPowerW }
    }),
    select: { id: true, code: true },
  })
  const model = await makeModel(db, `${tag.toLowerCase()}-m1`, options.shape)
  const fleet: Fleet = { datacenter, warehouse, racks, model, servers: [] }
  const places = Array.from({ length: options.servers }, (_, index) => ({
    rack: Math.floor(index / perRack),
    u: (index % perRack) + 1,
  }))
  fleet.servers = await addServers(db, fleet, { model, places, barcodes: options.barcodes ?? `${tag}-S` })
  return fleet
}

export async function makeModel(db: Db, slug: string, shape: Shape = {}): Promise<{ id: number; slug: string }> {
  return db.serverModel.create({
    data: {
      slug,
      manufacturer: 'Test',
      model: slug,
      heightU: 1,
      depth: 'full',
      cpuCores: 64,
      ramGb: 512,
      nvmeGb: 7680,
      costCents: 50_000,
      maxPowerW: 600,
      ...shape,
    },
    select: { id: true, slug: true },
  })
}

/** Free servers of a model: in racks at the places, or in the warehouse where a place has no rack. */
export async function addServers(
  db: Db,
  fleet: Fleet,
  input: {
    model: { id: number } | null
    places: readonly ({ rack: number; u: number } | 'warehouse')[]
    barcodes: string
  },
): Promise<{ id: number; barcode: string }[]> {
  return db.server.createManyAndReturn({
    data: input.places.map((place, index) => ({
      barcode: `${input.barcodes}${index + 1}`,
      datacenterId: fleet.datacenter.id,
      modelId: input.model?.id ?? null,
      bmcDriver: 'simulated' as const,
      bmcAddress: `sim:${input.barcodes}${index + 1}`,
      ...(place === 'warehouse'
        ? { state: 'IN_WAREHOUSE' as const, warehouseId: fleet.warehouse.id }
        : {
            state: 'RACKED' as const,
            rackId: fleet.racks[place.rack]?.id ?? null,
            u: place.u,
            face: 'front' as const,
          }),
    })),
    select: { id: true, barcode: true },
  })
}

export const PLAN: PlanRequest = { objective: 'fewest-servers', constraints: {}, includeWarehouse: false }

/** An order for totals or lines in the fleet's datacenter; by default one core, hence one server. */
export async function placeOrder(ctx: Ctx, fleet: Fleet, asks: Partial<NewOrder> = { cpuCores: 1 }): Promise<string> {
  const order = await createOrder(ctx, { customer: 'Acme', datacenter: fleet.datacenter.code, ...asks })
  return order.number
}

/** The same, planned and allocated. */
export async function allocatedOrder(
  ctx: Ctx,
  fleet: Fleet,
  asks?: Partial<NewOrder>,
  request: Partial<PlanRequest> = {},
): Promise<string> {
  const number = await placeOrder(ctx, fleet, asks)
  await planOrder(ctx, { number, ...PLAN, ...request })
  await allocateOrder(ctx, { number })
  return number
}
