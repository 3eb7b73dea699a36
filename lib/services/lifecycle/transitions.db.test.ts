import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handTransition, SERVER_STATES, type ServerState, serverMachine } from '../../domain/server-state'
import { type TestWorld, testWorld } from '../../testing/context'
import {
  aDatacenter,
  aPromisedServer,
  aRackedServer,
  aServer,
  aSite,
  type Site,
} from '../../testing/factories/inventory'
import { placeHold } from '../inventory/place-hold'
import { scanServer } from '../inventory/scan-server'
import { sweepJobs } from '../provisioning/sweep-jobs'
import { transitionServer } from './transition-server'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const to = (barcode: string, state: ServerState, more: object = {}) =>
  transitionServer(world.ctx, { barcode, to: state, reason: 'because', ...more })
const auditOf = (key: string, entity = 'server') =>
  world.db.auditEntry.findMany({ where: { entity, key }, orderBy: { id: 'asc' } })

/** A server in the state, where such a one may stand. */
async function inState(state: ServerState): Promise<string> {
  if (state === 'ALLOCATED' || state === 'PROVISIONING' || state === 'IN_SERVICE')
    return (await aPromisedServer(world.db, site, 1, state)).server.barcode
  const { barcode } = await (['RACKED', 'BROKEN', 'REPAIRING'].includes(state)
    ? aRackedServer(world.db, site, 1, { state })
    : aServer(world.db, {
        datacenterId: site.datacenter.id,
        state,
        ...(state === 'IN_WAREHOUSE' ? { warehouseId: site.warehouse.id } : {}),
      }))
  return barcode
}

describe('by hand', () => {
  it.each(SERVER_STATES)('from %s: what is drawn for hands is done, the rest says how it is done', async (from) => {
    for (const target of SERVER_STATES) {
      site = await aSite(world.db)
      const barcode = await inState(from)
      const expected = handTransition(from, target)
      // Stands in a rack: a false alarm cannot make it one in a warehouse.
      const elsewhere = from === 'BROKEN' && target === 'IN_WAREHOUSE'
      const attempt = to(barcode, target)
      if (elsewhere) await expect(attempt, target).rejects.toMatchObject({ code: 'use-scan' })
      else if (expected === 'ok') expect((await attempt).state).toBe(target)
      else if (expected === 'illegal') {
        await expect(attempt, target).rejects.toMatchObject({
          code: 'illegal-transition',
          details: { allowed: serverMachine.allowed(from) },
        })
      } else await expect(attempt, target).rejects.toMatchObject({ code: expected })
      if (expected === 'ok' && !elsewhere) {
        const row = (await auditOf(barcode)).at(-1)
        expect(row).toMatchObject({ from, to: target, reason: 'because', actor: 'admin@test', requestId: 'test' })
      }
    }
  })

  it('sent elsewhere: leaves its warehouse, with destination and date, and arrives by a scan', async () => {
    const meant = await aSite(world.db)
    const barcode = await inState('IN_WAREHOUSE')
    const expectedAt = '2026-12-01T08:00:00.000Z'
    const sent = await to(barcode, 'IN_TRANSIT', { destination: meant.datacenter.code, expectedAt })
    expect(sent).toMatchObject({ state: 'IN_TRANSIT', destination: meant.datacenter.code, expectedAt })
    expect(sent.warehouse).toBeUndefined()
    const { server } = await scanServer(world.ctx, { barcode, location: { warehouse: meant.warehouse.code } })
    expect(server).toMatchObject({ state: 'IN_WAREHOUSE', datacenter: meant.datacenter.code, warnings: [] })
    await expect(to(barcode, 'IN_TRANSIT', { destination: 'nowhere' })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'destination' }],
    })
    const { code } = await aDatacenter(world.db)
    await expect(to(barcode, 'BROKEN', { destination: code })).rejects.toMatchObject({
      fields: [{ path: 'destination' }],
    })
  })

  it('a repair in the rack keeps its U and ends there; one in a warehouse has to be scanned', async () => {
    const barcode = await inState('BROKEN')
    expect(await to(barcode, 'REPAIRING')).toMatchObject({ rack: site.rack.code, u: 1 })
    expect(await to(barcode, 'RACKED')).toMatchObject({ state: 'RACKED', u: 1 })
    const stored = await inState('IN_WAREHOUSE')
    await to(stored, 'BROKEN')
    await expect(to(stored, 'RACKED')).rejects.toMatchObject({ code: 'use-scan' })
    expect(await to(stored, 'IN_WAREHOUSE')).toMatchObject({ state: 'IN_WAREHOUSE', warehouse: site.warehouse.code })
  })

  it('a repair crew may break and mend, but neither send nor scrap', async () => {
    const barcode = await inState('RACKED')
    const repair = world.as('REPAIR', site.datacenter.id)
    await transitionServer(repair, { barcode, to: 'BROKEN', reason: 'smoke' })
    await transitionServer(repair, { barcode, to: 'REPAIRING', reason: 'on the bench' })
    for (const target of ['IN_TRANSIT', 'DECOMMISSIONED'] as const) {
      await expect(transitionServer(repair, { barcode, to: target, reason: 'x' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await expect(
      transitionServer(world.as('TECH', (await aDatacenter(world.db)).id), { barcode, to: 'IN_TRANSIT', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(to('NO-SUCH', 'BROKEN')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a promised server that breaks', () => {
  it('loses its promise and its job in the same step; the order keeps its status', async () => {
    const { server, order } = await aPromisedServer(world.db, site, 1, 'PROVISIONING')
    const job = await world.db.provisionJob.create({
      data: {
        kind: 'provision',
        orderId: order.id,
        serverId: server.id,
        status: 'RUNNING',
        admittedAt: new Date(),
        leaseOwner: 'w',
        leaseUntil: new Date(Date.now() + 60_000),
        leaseEpoch: 3,
      },
    })
    const broken = await to(server.barcode, 'BROKEN')
    expect(broken).toMatchObject({ state: 'BROKEN', rack: site.rack.code, u: 1 })
    expect(broken.order).toBeUndefined()
    const after = await world.db.provisionJob.findUniqueOrThrow({ where: { id: job.id } })
    expect(after.status).toBe('CANCELLED')
    expect(after.leaseEpoch).toBeGreaterThan(3)
    const allocation = await world.db.allocation.findFirstOrThrow({ where: { serverId: server.id } })
    expect(allocation).toMatchObject({ status: 'LOST' })
    expect((await world.db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe('PROVISIONING')
    expect((await auditOf(order.number, 'order')).at(-1)).toMatchObject({ detail: { lost: server.barcode } })
  })

  it('does not keep the order from its release: the next sweep ends it', async () => {
    const { server, order } = await aPromisedServer(world.db, site, 1, 'IN_SERVICE')
    await world.db.order.update({ where: { id: order.id }, data: { status: 'RELEASING' } })
    await world.db.provisionJob.create({ data: { kind: 'wipe', orderId: order.id, serverId: server.id } })
    await to(server.barcode, 'BROKEN')
    await sweepJobs(world.ctx, { quietMs: 0 })
    expect((await world.db.order.findUniqueOrThrow({ where: { id: order.id } })).status).toBe('RELEASED')
  })

  it('at the moment it is given to another order, either comes first and nothing is left between', async () => {
    for (let round = 0; round < 10; round++) {
      site = await aSite(world.db)
      const { server, order } = await aPromisedServer(world.db, site, 1)
      const giveBack = world.db.$transaction(async (db) => {
        await db.$queryRaw`SELECT 1 FROM orders WHERE id = ${order.id} FOR UPDATE`
        const { count } = await db.server.updateMany({
          where: { id: server.id, state: 'ALLOCATED' },
          data: { state: 'RACKED', orderId: null },
        })
        if (count === 1)
          await db.allocation.updateMany({
            where: { serverId: server.id, status: 'ACTIVE' },
            data: { status: 'RETURNED', endedAt: new Date() },
          })
      })
      const [broken] = await Promise.all([to(server.barcode, 'BROKEN'), giveBack])
      expect(broken.state).toBe('BROKEN')
      const active = await world.db.allocation.count({ where: { serverId: server.id, status: 'ACTIVE' } })
      expect(active).toBe(0)
      expect((await world.db.server.findUniqueOrThrow({ where: { id: server.id } })).orderId).toBeNull()
    }
  })
})

describe('a scrapped server', () => {
  it('frees its U, ends its hold, closes its tickets and gives back their parts; an unwiped one is recorded so', async () => {
    const { id, barcode } = await aRackedServer(world.db, site, 1, { needsWipe: true, openHighTickets: 1 })
    const hold = await placeHold(world.ctx, { server: barcode, reason: 'to be scrapped' })
    const part = await world.db.sparePart.create({ data: { sku: 'SKU-9', kind: 'disk', description: 'A disk' } })
    const stock = await world.db.stock.create({
      data: { sparePartId: part.id, warehouseId: site.warehouse.id, available: 0, reserved: 1 },
    })
    const ticket = await world.db.ticket.create({
      data: { type: 'REPLACE_DISK', priority: 'HIGH', serverId: id, datacenterId: site.datacenter.id },
    })
    await world.db.ticketComponent.create({
      data: {
        ticketId: ticket.id,
        name: 'disk-1',
        partStatus: 'RESERVED',
        sparePartId: part.id,
        warehouseId: site.warehouse.id,
      },
    })
    const scrapped = await to(barcode, 'DECOMMISSIONED', { reason: 'disks shredded' })
    expect(scrapped).toMatchObject({ state: 'DECOMMISSIONED', openHighTickets: 0, needsWipe: true })
    expect(scrapped.rack ?? scrapped.hold).toBeUndefined()
    expect(await world.db.rackOccupancy.count({ where: { serverId: id } })).toBe(0)
    expect((await world.db.hold.findUniqueOrThrow({ where: { id: hold.id } })).endedAt).not.toBeNull()
    expect((await world.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).status).toBe('WONT_FIX')
    expect(await world.db.stock.findUniqueOrThrow({ where: { id: stock.id } })).toMatchObject({
      available: 1,
      reserved: 0,
    })
    const row = (await auditOf(barcode)).find((each) => each.to === 'DECOMMISSIONED')
    expect(row).toMatchObject({ reason: 'disks shredded', detail: { wiped: false } })
    await expect(
      scanServer(world.ctx, { barcode, location: { warehouse: site.warehouse.code } }),
    ).rejects.toMatchObject({
      code: 'decommissioned',
    })
  })
})
