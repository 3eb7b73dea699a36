import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SERVER_SORTS } from '../../domain/server-sort'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import {
  aDatacenter,
  aModel,
  aPromisedServer,
  aRack,
  aRackedServer,
  aServer,
  aSite,
  aStoredServer,
  aWarehouse,
  type Site,
} from '../../testing/factories/inventory'
import { getElevation } from './get-elevation'
import { listHolds } from './list-holds'
import { listRackItems } from './list-rack-items'
import { listRacks } from './list-racks'
import { listServerModels } from './list-server-models'
import { listServers } from './list-servers'
import { listWarehouses } from './list-warehouses'
import { placeHold } from './place-hold'
import { readServers } from './read-servers'
import { serverSelect } from './server-view'

let world: TestWorld
let site: Site
let other: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  other = await aSite(world.db)
  for (let u = 1; u <= 12; u++)
    await aRackedServer(world.db, site, u, { barcode: `RACK-${u}`, tags: [u % 2 ? 'odd' : 'even'] })
  await aPromisedServer(world.db, site, 20, 'IN_SERVICE')
  await aStoredServer(world.db, other, {
    barcode: 'Stored-1',
    modelId: null,
    serial: 'SN-77',
    hostnames: ['db1.example.net', 'db1'],
    needsWipe: true,
  })
  await placeHold(world.ctx, { server: 'rack-3', reason: 'kept for a demo' })
})
afterAll(() => world.close())

const GONE = { state: 'DECOMMISSIONED', rackId: null, u: null, face: null } as const
const BACK = { state: 'RACKED', u: 30, face: 'front' } as const
const barcodes = async (filter: Partial<Parameters<typeof listServers>[1]>) =>
  (await listServers(world.ctx, { limit: 200, ...filter })).items.map((server) => server.barcode)

describe('lists', () => {
  it('servers are filtered by each field, repeated means or, codes without case', async () => {
    expect(await barcodes({ datacenter: [other.datacenter.code.toLowerCase()] })).toEqual(['Stored-1'])
    expect(await barcodes({ warehouse: [other.warehouse.code], state: ['IN_WAREHOUSE', 'RACKED'] })).toEqual([
      'Stored-1',
    ])
    expect(await barcodes({ rack: [site.rack.code], state: ['RACKED'] })).toHaveLength(12)
    expect(await barcodes({ state: ['IN_SERVICE', 'IN_WAREHOUSE'] })).toHaveLength(2)
    expect(await barcodes({ model: [site.model.slug], tag: ['even', 'nothing'] })).toHaveLength(6)
    expect(await barcodes({ held: 'true' })).toEqual(['RACK-3'])
    expect(await barcodes({ needsWipe: 'true' })).toEqual(['Stored-1'])
    expect(await barcodes({ order: ['ORD-10001'] })).toHaveLength(1)
    expect(await barcodes({ rack: ['no-such-rack'] })).toEqual([])
  })

  it('filters by health, tickets and firmware, counted with the tally or one by one', async () => {
    const { id } = await aRackedServer(world.db, other, 30, { barcode: 'SICK-1', openHighTickets: 1 })
    await world.db.server.update({ where: { id }, data: { firmwareAtTarget: false } })
    const [sick] = (await listServers(world.ctx, { limit: 5, health: ['CRITICAL'] })).items
    expect(sick).toMatchObject({ barcode: 'SICK-1', health: 'CRITICAL' })
    expect(await barcodes({ firmware: 'behind' })).toEqual(['SICK-1'])
    expect(await barcodes({ health: ['OK'] })).not.toContain('SICK-1')
    expect(await barcodes({ tickets: 'true' })).toEqual([])
    await world.db.server.update({ where: { id }, data: { ...GONE, openHighTickets: 0 } })
    const [gone] = (await listServers(world.ctx, { limit: 5, state: ['DECOMMISSIONED'] })).items
    expect(gone).toMatchObject({ barcode: 'SICK-1', health: undefined })
    expect(await barcodes({ health: ['OK', 'NO_DATA', 'WARNING', 'CRITICAL'] })).not.toContain('SICK-1')
    expect(await barcodes({ firmware: 'behind' })).toEqual([])
    await world.db.server.update({ where: { id }, data: { ...BACK, rackId: other.rack.id } })
    const count = async (filter: object) =>
      (await listServers(world.ctx, { limit: 1, counted: 'true', ...filter })).count
    expect(await count({ state: ['RACKED'], firmware: 'behind' })).toEqual({ value: 1, more: false })
    expect(await count({ rack: [site.rack.code] })).toEqual({ value: 13, more: false })
    // A server with two live tickets is one, and of another datacenter it is counted for who may read there.
    const datacenterId = other.datacenter.id
    for (const type of ['REBOOT', 'CHECK_COOLING'])
      await world.db.ticket.create({ data: { type, serverId: id, datacenterId } })
    expect(await barcodes({ tickets: 'true' })).toEqual(['SICK-1'])
    expect(await count({ tickets: 'true' })).toEqual({ value: 1, more: false })
    expect(await count({ tickets: 'true', state: ['IN_SERVICE'] })).toEqual({ value: 0, more: false })
    for (const [place, value] of [
      [other, 1],
      [site, 0],
    ] as const) {
      const reader = world.as('VIEWER', place.datacenter.id)
      const page = await listServers(reader, { limit: 1, counted: 'true', tickets: 'true' })
      expect(page.count).toEqual({ value, more: false })
    }
    await world.db.ticket.updateMany({ where: { serverId: id }, data: { status: 'DONE', endedAt: new Date() } })
    expect(await count({ tickets: 'true' })).toEqual({ value: 0, more: false })
    await world.db.ticket.deleteMany({ where: { serverId: id } })
    await world.db.server.delete({ where: { id } })
  })

  it('what is called otherwise is sorted otherwise: warehouses and models', async () => {
    const { datacenter } = other
    const warehouse = await aWarehouse(world.db, { datacenterId: datacenter.id })
    const stored = { datacenterId: datacenter.id, state: 'IN_WAREHOUSE', warehouseId: warehouse.id } as const
    const { id } = await aServer(world.db, { ...stored, barcode: 'SORT-2', modelId: other.model.id })
    await world.db.warehouse.update({ where: { id: warehouse.id }, data: { code: 'Renamed' } })
    await world.db.serverModel.update({ where: { id: other.model.id }, data: { slug: 'Renamed-R1' } })
    const keys = await world.db.server.findUniqueOrThrow({ where: { id }, select: { placeKey: true, modelKey: true } })
    expect(keys).toEqual({ placeKey: `${datacenter.code.toLowerCase()} 1renamed`, modelKey: 'renamed-r1' })
    await world.db.server.delete({ where: { id } })
    await world.db.warehouse.delete({ where: { id: warehouse.id } })
  })

  it('a rack that is called otherwise is sorted otherwise', async () => {
    const datacenter = await aDatacenter(world.db)
    const rack = await aRack(world.db, { datacenterId: datacenter.id })
    await aRackedServer(world.db, { ...site, rack, datacenter }, 1, { barcode: 'SORT-1' })
    const keyOf = async () =>
      (await world.db.server.findUniqueOrThrow({ where: { barcode: 'SORT-1' }, select: { placeKey: true } })).placeKey
    const before = await keyOf()
    await world.db.rack.update({ where: { id: rack.id }, data: { walkKey: 'elsewhere' } })
    expect(await keyOf()).not.toBe(before)
    await world.db.datacenter.update({ where: { id: datacenter.id }, data: { code: 'ZZ9' } })
    expect(await keyOf()).toBe('zz9 0elsewhere 001')
    await world.db.server.delete({ where: { barcode: 'SORT-1' } })
  })

  it('q finds by barcode, serial and host name, and takes % and _ as they are', async () => {
    for (const q of ['stored', 'sn-77', 'DB1.example']) expect(await barcodes({ q })).toEqual(['Stored-1'])
    expect(await barcodes({ q: '%' })).toEqual([])
    expect(await barcodes({ q: 'RACK_1' })).toEqual([])
  })

  it.each(SERVER_SORTS)('pages by %s without gaps or repeats, and back again', async (sort) => {
    const all = await barcodes({ sort })
    const items = await allPages((cursor) => listServers(world.ctx, { limit: 5, sort, cursor }))
    const paged = items.map((server) => server.barcode)
    expect(paged).toEqual(all)
    expect(new Set(paged).size).toBe(14)
    const back: string[] = []
    let at = (await listServers(world.ctx, { limit: 10, sort })).nextCursor
    for (at = (await listServers(world.ctx, { limit: 10, sort, cursor: at })).previousCursor; at !== undefined; ) {
      const { items, previousCursor } = await listServers(world.ctx, { limit: 4, sort, cursor: at })
      back.unshift(...items.map((server) => server.barcode))
      at = previousCursor
    }
    expect(back).toEqual(all.slice(0, 10))
  })

  it.each(['WzFd', 'WyJhIl0', 'WzllOTksMV0', 'WyIxOTcwLTAxLTAxVDAwOjAwOjAwLjAwMFoiLCJ4Il0'])(
    'refuses the cursor %s, which is not its own',
    async (cursor) => {
      await expect(listServers(world.ctx, { limit: 5, sort: 'updatedAt', cursor })).rejects.toMatchObject({
        code: 'malformed',
      })
    },
  )

  it('a grant for one datacenter shows that one only', async () => {
    const ctx = world.as('TECH', other.datacenter.id)
    expect((await listServers(ctx, { limit: 50 })).items.map((server) => server.barcode)).toEqual(['Stored-1'])
    expect((await listRacks(ctx, { limit: 50 })).items.map((rack) => rack.code)).toEqual([other.rack.code])
    expect((await listWarehouses(ctx, { limit: 50 })).items).toHaveLength(1)
    expect((await listHolds(ctx, { limit: 50 })).items).toEqual([])
    expect((await listServerModels(ctx, { limit: 50 })).items).toHaveLength(2)
  })

  it('racks come in walking order: by row, then code, A2 before A10, those without a row last', async () => {
    const { datacenter } = await aSite(world.db)
    for (const [row, code] of [
      [null, 'Z1'],
      ['B', 'B1'],
      ['A', 'A10'],
      ['A', 'A2'],
    ] as const) {
      await aRack(world.db, { datacenterId: datacenter.id, code, row })
    }
    const listed = await allPages((cursor) => listRacks(world.ctx, { limit: 2, datacenter: [datacenter.code], cursor }))
    const codes = listed.map((rack) => rack.code)
    expect(codes.slice(0, 3)).toEqual(['A2', 'A10', 'B1'])
    expect(codes).toHaveLength(5)
  })

  it('a rack shows the units taken on either face, and the power and weight of what stands in it', async () => {
    const half = await aModel(world.db, { depth: 'half', heightU: 2, maxPowerW: 300, weightKg: null })
    const rack = await aRack(world.db, { datacenterId: site.datacenter.id })
    for (const face of ['front', 'rear'] as const)
      await aRackedServer(world.db, { ...site, rack, model: half }, 1, { face })
    await aRackedServer(world.db, { ...site, rack }, 3)
    await world.db.rackItem.create({
      data: { rackId: rack.id, u: 10, heightU: 2, face: 'rear', kind: 'pdu', name: 'pdu-1' },
    })
    const [view] = (await listRacks(world.ctx, { limit: 1, q: rack.code })).items
    expect(view).toMatchObject({ servers: 3, usedU: 5, powerW: 1400, weightKg: 20 })
    const elevation = await getElevation(world.ctx, { code: rack.code })
    expect(elevation.rack).toEqual(view)
    expect(elevation.servers.map((server) => [server.u, server.heightU, server.face])).toEqual([
      [1, 2, 'front'],
      [1, 2, 'rear'],
      [3, 1, 'front'],
    ])
    expect(elevation.items.map((item) => item.name)).toEqual(['pdu-1'])
    expect((await listRackItems(world.ctx, { limit: 10, rack: [rack.code], kind: ['pdu'] })).items).toEqual(
      elevation.items,
    )
  })
})

describe('the number of SQL statements', () => {
  it('of a page of servers is the same for 1 and for 14', async () => {
    const one = await countStatements(world, (ctx) => listServers(ctx, { limit: 1 }))
    const many = await countStatements(world, (ctx) => listServers(ctx, { limit: 50 }))
    expect(many.length).toBe(one.length)
    // Its keys, the servers and what they refer to, their health; a filter by names is resolved and counted besides.
    expect(many.length).toBe(3)
    const filtered = await countStatements(world, (ctx) =>
      listServers(ctx, { limit: 50, counted: 'true', model: [site.model.slug], q: 'rack', sort: '-updatedAt' }),
    )
    expect(filtered.length).toBe(5)
  })

  it('is one for what servers show, and it brings what their select names', async () => {
    const rows = await world.db.server.findMany({ select: serverSelect, orderBy: { id: 'asc' } })
    const read = await readServers(
      world.ctx,
      rows.map(({ id }) => id),
    )
    expect(read.toSorted((a, b) => a.id - b.id)).toEqual(rows)
  })

  it('of a page of racks is 4, of an elevation at most 10', async () => {
    expect(await countStatements(world, (ctx) => listRacks(ctx, { limit: 50 }))).toHaveLength(4)
    expect(
      (await countStatements(world, (ctx) => getElevation(ctx, { code: site.rack.code }))).length,
    ).toBeLessThanOrEqual(10)
  })
})
