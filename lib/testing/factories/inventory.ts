import type { Db } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { walkKey } from '../../domain/code'

/** Rows for tests, written as they are; each call makes its own codes. */
let counter = 0
const next = (prefix: string) => `${prefix}${++counter}`

type Given<T, Required extends keyof T = never> = Partial<T> & Pick<T, Required>

export function aDatacenter(db: Db, given: Given<Prisma.DatacenterUncheckedCreateInput> = {}) {
  const code = given.code ?? next('DC')
  return db.datacenter.create({ data: { name: code, ...given, code } })
}

export function aWarehouse(db: Db, given: Given<Prisma.WarehouseUncheckedCreateInput, 'datacenterId'>) {
  return db.warehouse.create({ data: { code: next('W'), ...given } })
}

export function aRack(db: Db, given: Given<Prisma.RackUncheckedCreateInput, 'datacenterId'>) {
  const code = given.code ?? next('R')
  return db.rack.create({
    data: { heightU: 42, walkKey: walkKey({ row: given.row ?? null, code }), ...given, code },
  })
}

/** 1U, 64 cores, 512 GB of RAM, 7,680 GB of NVMe, 800 W, 20 kg. */
export function aModel(db: Db, given: Given<Prisma.ServerModelUncheckedCreateInput> = {}) {
  const slug = given.slug ?? next('model-')
  return db.serverModel.create({
    data: {
      manufacturer: 'Dell',
      model: 'R650',
      heightU: 1,
      depth: 'full',
      cpuCores: 64,
      ramGb: 512,
      nvmeGb: 7680,
      maxPowerW: 800,
      weightKg: 20,
      ...given,
      slug,
    },
  })
}

/** A NEW server in no place, with a simulated BMC. */
export function aServer(db: Db, given: Given<Prisma.ServerUncheckedCreateInput, 'datacenterId'>) {
  const barcode = given.barcode ?? next('SRV-')
  return db.server.create({ data: { bmcDriver: 'simulated', bmcAddress: `sim:${barcode}`, ...given, barcode } })
}

/** A datacenter with a warehouse, a rack of 42U and a model. */
export async function aSite(db: Db) {
  const datacenter = await aDatacenter(db)
  const warehouse = await aWarehouse(db, { datacenterId: datacenter.id })
  const rack = await aRack(db, { datacenterId: datacenter.id })
  return { datacenter, warehouse, rack, model: await aModel(db) }
}

export type Site = Awaited<ReturnType<typeof aSite>>

/** IN_WAREHOUSE in the site's warehouse. */
export function aStoredServer(db: Db, site: Site, given: Partial<Prisma.ServerUncheckedCreateInput> = {}) {
  const { heightU, depth, id: modelId } = site.model
  const place = { datacenterId: site.datacenter.id, warehouseId: site.warehouse.id }
  return aServer(db, { state: 'IN_WAREHOUSE', modelId, heightU, depth, ...place, ...given })
}

/** RACKED at U`u` of the site's rack. */
export function aRackedServer(db: Db, site: Site, u: number, given: Partial<Prisma.ServerUncheckedCreateInput> = {}) {
  const { heightU, depth, id: modelId } = site.model
  const place = { datacenterId: site.datacenter.id, rackId: site.rack.id, u, face: 'front' } as const
  return aServer(db, { state: 'RACKED', modelId, heightU, depth, ...place, ...given })
}

/** In a promised state at U`u` of the site's rack, with its order and its active allocation. */
export async function aPromisedServer(
  db: Db,
  site: Site,
  u: number,
  state: 'ALLOCATED' | 'PROVISIONING' | 'IN_SERVICE' = 'ALLOCATED',
) {
  const order = await db.order.create({
    data: {
      customer: 'Test',
      datacenterId: site.datacenter.id,
      cpuCores: 1,
      ramGb: 1,
      nvmeGb: 1,
      status: state === 'IN_SERVICE' ? 'ACTIVE' : state,
    },
  })
  const free = await aRackedServer(db, site, u)
  const [, server] = await db.$transaction([
    db.allocation.create({ data: { orderId: order.id, serverId: free.id } }),
    db.server.update({ where: { id: free.id }, data: { state, orderId: order.id } }),
  ])
  return { order, server }
}
