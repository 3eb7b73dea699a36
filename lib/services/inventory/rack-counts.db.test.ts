import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLOURS } from '../../contracts/inventory/rack-colours'
import { OTHERS } from '../../domain/others'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRack, aRackedServer, aSite, type Site } from '../../testing/factories/inventory'
import { createRackItem } from './create-rack-item'
import { getElevation } from './get-elevation'
import { getRackCounts } from './get-rack-counts'
import { listServers } from './list-servers'

let world: TestWorld
let site: Site
let elsewhere: Site
let place: { datacenter: string[] }
let barcodes: string[]
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  elsewhere = await aSite(world.db)
  place = { datacenter: [site.datacenter.code] }
  const rack = await aRack(world.db, { datacenterId: site.datacenter.id, code: 'CO-1', row: 'A' })
  const other = await aRack(world.db, { datacenterId: site.datacenter.id, code: 'CO-2', row: 'B' })
  const servers = [
    await aRackedServer(world.db, { ...site, rack }, 1),
    await aRackedServer(world.db, { ...site, rack }, 5),
    await aRackedServer(world.db, { ...site, rack: other }, 1),
  ]
  barcodes = servers.map((server) => server.barcode)
  const bmc = { bmcDriver: 'simulated', bmcAddress: 'sim:x' } as const
  await world.db.server.updateMany({ where: { barcode: { in: barcodes } }, data: bmc })
  await world.db.server.update({ where: { barcode: barcodes[1] ?? '' }, data: { state: 'BROKEN' } })
  await aRackedServer(world.db, { ...elsewhere, rack: elsewhere.rack }, 1)
})
afterAll(() => world.close())

const healthOf = async (barcode: string | undefined) =>
  (await getElevation(world.ctx, { code: 'CO-1' })).servers.find((server) => server.barcode === barcode)

/** Of the whole datacenter, which says the same as its rows. */
const countedByHealth = async (): Promise<Record<string, number>> => {
  const whole = await getRackCounts(world.ctx, { by: 'health', ...place })
  expect(whole).toEqual(await getRackCounts(world.ctx, { by: 'health', ...place, row: ['a', 'b'] }))
  return Object.fromEntries(whole.counts.map(({ key, servers }) => [key, servers]))
}

describe('servers counted by what they are coloured by', () => {
  it('by state, of a datacenter or of one row', async () => {
    expect((await getRackCounts(world.ctx, { by: 'state', ...place })).counts).toEqual([
      { key: 'RACKED', servers: 2 },
      { key: 'BROKEN', servers: 1 },
    ])
    expect((await getRackCounts(world.ctx, { by: 'state', ...place, row: ['b'] })).counts).toEqual([
      { key: 'RACKED', servers: 1 },
    ])
  })

  it('by health and firmware also rack by rack; without an order or a model under no name', async () => {
    const health = await getRackCounts(world.ctx, { by: 'health', ...place })
    expect(health.counts).toEqual([
      { key: 'OK', servers: 2 },
      { key: 'CRITICAL', servers: 1 },
    ])
    expect(health.racks).toEqual({ 'CO-1': { CRITICAL: 1 } })
    expect((await getRackCounts(world.ctx, { by: 'order', ...place })).counts).toEqual([{ key: '', servers: 3 }])
    for (const by of ['model', 'firmware', 'power'] as const) {
      const { counts } = await getRackCounts(world.ctx, { by, ...place })
      expect(counts.reduce((sum, { servers }) => sum + servers, 0)).toBe(3)
    }
  })

  it('of a datacenter by the tally as of its rows one by one, without those that stand in none', async () => {
    const warehouse = await world.db.warehouse.create({ data: { code: 'CO-W', datacenterId: site.datacenter.id } })
    const order = { datacenterId: site.datacenter.id, cpuCores: 1, ramGb: 0, nvmeGb: 0, customer: 'C' }
    const { id } = await world.db.order.create({ data: { ...order, status: 'ALLOCATED' } })
    const stored = { barcode: 'CO-STORED', datacenterId: site.datacenter.id, warehouseId: warehouse.id, orderId: id }
    await world.db.server.create({
      data: { ...stored, state: 'ALLOCATED', allocations: { create: { orderId: id } } },
    })
    for (const by of COLOURS) {
      const whole = await getRackCounts(world.ctx, { by, ...place })
      const rows = await getRackCounts(world.ctx, { by, ...place, row: ['a', 'b'] })
      expect(whole, by).toEqual(rows)
    }
  })

  it('orders beyond the largest twenty together', async () => {
    const datacenterId = site.datacenter.id
    const [server] = await world.db.server.findMany({ where: { barcode: barcodes[0] ?? '' }, select: { id: true } })
    const asked = { datacenterId, customer: 'C', cpuCores: 1, ramGb: 0, nvmeGb: 0, status: 'ALLOCATED' } as const
    await world.db.order.createMany({ data: Array.from({ length: 20 }, () => ({ ...asked, serversGiven: 2 })) })
    const { id } = await world.db.order.create({ data: { ...asked, serversGiven: 1 } })
    const given = { where: { id: server?.id ?? 0 } }
    await world.db.server.update({
      ...given,
      data: { state: 'ALLOCATED', orderId: id, allocations: { create: { orderId: id } } },
    })
    expect((await getRackCounts(world.ctx, { by: 'order', ...place })).counts).toEqual([
      { key: '', servers: 2 },
      { key: OTHERS, label: 'Other orders', servers: 1 },
    ])
    const ended = { status: 'RETURNED', endedAt: new Date() } as const
    const back = { updateMany: { where: { status: 'ACTIVE' }, data: ended } } as const
    await world.db.server.update({ ...given, data: { state: 'RACKED', orderId: null, allocations: back } })
  })

  it('in one statement, and nothing of a datacenter that the actor may not read', async () => {
    expect(await countStatements(world, (ctx) => getRackCounts(ctx, { by: 'health' }))).toHaveLength(1)
    const guest = world.as('VIEWER', elsewhere.datacenter.id)
    expect((await getRackCounts(guest, { by: 'state' })).counts).toEqual([{ key: 'RACKED', servers: 1 }])
  })
})

describe('the health that an elevation shows', () => {
  it('follows the state, live tickets, and whether anything is heard of the server', async () => {
    const [well] = barcodes
    expect(await healthOf(well)).toMatchObject({ health: 'OK' })
    expect(await healthOf(barcodes[1])).toMatchObject({ health: 'CRITICAL' })
    const { id } = await world.db.server.findUniqueOrThrow({ where: { barcode: well ?? '' } })
    await world.db.ticket.create({ data: { type: 'CHECK_COOLING', serverId: id, datacenterId: site.datacenter.id } })
    expect(await healthOf(well)).toMatchObject({ health: 'WARNING', trouble: 'CHECK_COOLING' })
    expect(await countedByHealth()).toEqual({ OK: 1, WARNING: 1, CRITICAL: 1 })
    await world.db.ticket.updateMany({ where: { serverId: id }, data: { status: 'DONE', endedAt: new Date() } })
    expect(await healthOf(well)).toMatchObject({ health: 'OK' })
    const at = new Date()
    const silent = { serverId: id, symptom: 'host', component: '', state: 'ASSERTED', at, since: at }
    await world.db.serverSymptom.create({ data: silent })
    expect(await healthOf(well)).toMatchObject({ health: 'NO_DATA' })
    expect(await countedByHealth()).toEqual({ OK: 1, NO_DATA: 1, CRITICAL: 1 })
  })

  it('is the worst of what is wrong with a server, and is counted so in whole datacenters', async () => {
    const [silent, broken, third] = await world.db.server.findMany({
      where: { barcode: { in: barcodes } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    const ticketOf = (serverId: number, priority: 'HIGH' | 'LOW') =>
      world.db.ticket.create({ data: { type: 'REBOOT', serverId, priority, datacenterId: site.datacenter.id } })
    for (const server of [silent, broken]) await ticketOf(server?.id ?? 0, 'LOW')
    expect(await countedByHealth()).toEqual({ OK: 1, WARNING: 1, CRITICAL: 1 })
    await ticketOf(third?.id ?? 0, 'HIGH')
    await world.db.server.update({
      where: { id: third?.id ?? 0 },
      data: { openHighTickets: 1, bmcDriver: null, bmcAddress: null },
    })
    await world.db.server.update({ where: { id: broken?.id ?? 0 }, data: { state: 'REPAIRING' } })
    expect(await countedByHealth()).toEqual({ WARNING: 2, CRITICAL: 1 })
  })
})

describe('rack items that take no single face', () => {
  it('at a side they take no unit; blocked units are taken on both faces', async () => {
    const item = { rack: 'CO-2', heightU: 1, name: 'x' } as const
    await createRackItem(world.ctx, { ...item, u: 1, heightU: 40, face: 'rear', side: 'left', kind: 'pdu' })
    await createRackItem(world.ctx, { ...item, u: 30, face: 'front', kind: 'blocked' })
    await expect(createRackItem(world.ctx, { ...item, u: 30, face: 'rear', kind: 'panel' })).rejects.toMatchObject({
      code: 'slot-taken',
    })
    await expect(
      createRackItem(world.ctx, { ...item, u: 40, face: 'rear', side: 'left', kind: 'pdu' }),
    ).rejects.toMatchObject({ code: 'slot-taken' })
    const { items, rack } = await getElevation(world.ctx, { code: 'CO-2' })
    expect(items.map(({ side, kind }) => [side, kind])).toEqual([
      ['left', 'pdu'],
      [undefined, 'blocked'],
    ])
    expect(rack.usedU).toBe(2)
  })
})

it('a search finds part of a barcode in any case, and takes the signs of a pattern as they are', async () => {
  const [barcode = ''] = barcodes
  const found = async (q: string) =>
    (await listServers(world.ctx, { limit: 200, q })).items.map((server) => server.barcode)
  expect(await found(barcode.slice(1).toLowerCase())).toEqual([barcode])
  expect(await found('%')).toEqual([])
  expect(await found('_')).toEqual([])
})
