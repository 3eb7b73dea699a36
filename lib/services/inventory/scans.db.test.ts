import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditTrail } from '../../testing/audit-trail'
import { type TestWorld, testWorld } from '../../testing/context'
import {
  aDatacenter,
  aModel,
  aPromisedServer,
  aRack,
  aRackedServer,
  aServer,
  aSite,
  aWarehouse,
  type Site,
} from '../../testing/factories/inventory'
import { deleteServer } from './delete-server'
import { scanServer } from './scan-server'
import { scanServers } from './scan-servers'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const intoRack = (u: number) => ({ rack: site.rack.code, u })
const intoWarehouse = () => ({ warehouse: site.warehouse.code })
const transitionsOf = async (barcode: string) =>
  (await auditTrail(world.db, barcode, 'server')).map((row) => [row.from, row.to])

describe('an unknown barcode', () => {
  it('becomes a server in the warehouse, unidentified, with a simulated BMC and one audit row', async () => {
    const { created, server } = await scanServer(world.ctx, { barcode: 'New-A', location: intoWarehouse() })
    expect(created).toBe(true)
    expect(server).toMatchObject({
      barcode: 'New-A',
      state: 'IN_WAREHOUSE',
      warehouse: site.warehouse.code,
      datacenter: site.datacenter.code,
      heightU: 1,
      bmc: { driver: 'simulated', address: 'sim:New-A' },
    })
    expect(server.model).toBeUndefined()
    expect(server.lastScannedAt).toBeDefined()
    expect(server.message).toBe(
      `Stored: New-A, new here, in warehouse ${site.warehouse.code}. Not free to be promised: its model is not known.`,
    )
    expect(server.next.every((next) => next.allowed)).toBe(true)
    expect(server.next.map((next) => next.action)).toContain('scan-into-rack')
    expect(await transitionsOf('New-A')).toEqual([['NEW', 'IN_WAREHOUSE']])
  })

  it('goes into a rack through the warehouse: two audit rows', async () => {
    const { created, server } = await scanServer(world.ctx, {
      barcode: 'NEW-B',
      location: intoRack(12),
      model: site.model.slug.toUpperCase(),
    })
    expect(created).toBe(true)
    expect(server).toMatchObject({
      state: 'RACKED',
      rack: site.rack.code,
      u: 12,
      face: 'front',
      model: site.model.slug,
    })
    expect(server.message).toBe(`Racked: NEW-B, new here, in rack ${site.rack.code} at U12. Free to be promised now.`)
    expect(await transitionsOf('NEW-B')).toEqual([
      ['NEW', 'IN_WAREHOUSE'],
      ['IN_WAREHOUSE', 'RACKED'],
    ])
  })

  it('that was used by a deleted server is refused', async () => {
    await aServer(world.db, { barcode: 'GONE-1', datacenterId: site.datacenter.id })
    await deleteServer(world.ctx, { barcode: 'gone-1' })
    await expect(scanServer(world.ctx, { barcode: 'Gone-1', location: intoWarehouse() })).rejects.toMatchObject({
      code: 'barcode-retired',
      message: 'Gone-1 was used before, and a barcode is never used again.',
    })
  })

  it('is not created by a scan that is refused', async () => {
    await aRackedServer(world.db, site, 5)
    await expect(scanServer(world.ctx, { barcode: 'NEVER', location: intoRack(5) })).rejects.toMatchObject({
      code: 'slot-taken',
    })
    expect(await world.db.server.count({ where: { barcode: 'NEVER' } })).toBe(0)
  })
})

describe('a known server', () => {
  it('is found without case, moves, and keeps the spelling it was first given', async () => {
    await scanServer(world.ctx, { barcode: 'Mixed-1', location: intoWarehouse(), model: site.model.slug })
    const { created, server } = await scanServer(world.ctx, {
      barcode: 'MIXED-1',
      location: { rack: site.rack.code.toLowerCase(), u: 3 },
    })
    expect(created).toBe(false)
    expect(server).toMatchObject({ barcode: 'Mixed-1', state: 'RACKED', u: 3 })
    expect(server.warehouse).toBeUndefined()
    const { server: back } = await scanServer(world.ctx, { barcode: 'mixed-1', location: intoWarehouse() })
    expect(back.state).toBe('IN_WAREHOUSE')
    expect(back.rack).toBeUndefined()
  })

  it('scanned where it stands is confirmed: nothing changes but lastScannedAt, and no transition is written', async () => {
    const { barcode } = await aRackedServer(world.db, site, 7, { face: 'rear' })
    const { server } = await scanServer(world.ctx, { barcode, location: intoRack(7) })
    expect(server.message).toBe(
      `Confirmed: ${barcode} in rack ${site.rack.code} at U7. It stands where it should, racked.`,
    )
    expect(server).toMatchObject({ u: 7, face: 'rear', state: 'RACKED' })
    expect(server.lastScannedAt).toBeDefined()
    expect(await transitionsOf(barcode)).toEqual([])
  })

  it('moves within its rack onto units that overlap its own', async () => {
    const model = await aModel(world.db, { heightU: 2 })
    const { barcode } = await aRackedServer(world.db, { ...site, model }, 10)
    const { server } = await scanServer(world.ctx, { barcode, location: intoRack(11) })
    expect(server).toMatchObject({ u: 11, heightU: 2 })
  })

  it('in service is confirmed in its own slot and moved nowhere', async () => {
    const { server } = await aPromisedServer(world.db, site, 20, 'IN_SERVICE')
    const { barcode } = server
    const { server: seen } = await scanServer(world.ctx, { barcode, location: intoRack(20) })
    expect(seen.message).toContain('Confirmed')
    await expect(scanServer(world.ctx, { barcode, location: intoRack(21) })).rejects.toMatchObject({
      code: 'cannot-move',
      message: `${barcode}: It is in service, so it can’t be moved. Release it first.`,
    })
  })

  it('that is allocated may be racked in its datacenter, keeps its state, and never leaves the datacenter', async () => {
    const { server, order } = await aPromisedServer(world.db, site, 22)
    const { server: moved } = await scanServer(world.ctx, { barcode: server.barcode, location: intoRack(23) })
    expect(moved).toMatchObject({ state: 'ALLOCATED', u: 23, order: order.number })
    const other = await aSite(world.db)
    await expect(
      scanServer(world.ctx, { barcode: server.barcode, location: { warehouse: other.warehouse.code } }),
    ).rejects.toMatchObject({ code: 'wrong-datacenter', details: { order: order.number } })
  })

  it('that was sent arrives: destination and date are cleared, and another datacenter than meant is said', async () => {
    const meant = await aDatacenter(world.db)
    const { barcode } = await aServer(world.db, {
      datacenterId: site.datacenter.id,
      state: 'IN_TRANSIT',
      destinationId: meant.id,
      expectedAt: new Date(),
    })
    const { server } = await scanServer(world.ctx, { barcode, location: intoWarehouse() })
    expect(server).toMatchObject({ state: 'IN_WAREHOUSE', warnings: [`It was expected in ${meant.code}.`] })
    expect(server.destination ?? server.expectedAt).toBeUndefined()
  })

  it('in repair comes back by a scan into a warehouse, and a decommissioned one never', async () => {
    const { barcode } = await aRackedServer(world.db, site, 30, { state: 'REPAIRING' })
    await expect(scanServer(world.ctx, { barcode, location: intoRack(31) })).rejects.toMatchObject({
      code: 'cannot-move',
    })
    expect((await scanServer(world.ctx, { barcode, location: intoWarehouse() })).server.state).toBe('IN_WAREHOUSE')
    await world.db.server.update({ where: { barcode }, data: { state: 'DECOMMISSIONED', warehouseId: null } })
    await expect(scanServer(world.ctx, { barcode, location: intoWarehouse() })).rejects.toMatchObject({
      code: 'decommissioned',
    })
  })
})

describe('the model given with a scan', () => {
  it('is set where none is known, with its height, and refused where it does not fit', async () => {
    const tall = await aModel(world.db, { heightU: 2 })
    await scanServer(world.ctx, { barcode: 'UNID-1', location: intoRack(1) })
    const above = await aRackedServer(world.db, site, 2)
    await expect(
      scanServer(world.ctx, { barcode: 'UNID-1', location: intoRack(1), model: tall.slug }),
    ).rejects.toMatchObject({ code: 'slot-taken', details: { blockedBy: [above.barcode], nearestU: 3 } })
    const { server } = await scanServer(world.ctx, { barcode: 'UNID-1', location: intoRack(3), model: tall.slug })
    expect(server).toMatchObject({ model: tall.slug, heightU: 2, u: 3 })
  })

  it('that contradicts the recorded one is refused, and an unknown one is 422 at its field', async () => {
    const { barcode } = await aRackedServer(world.db, site, 4)
    const other = await aModel(world.db)
    await expect(scanServer(world.ctx, { barcode, location: intoRack(4), model: other.slug })).rejects.toMatchObject({
      code: 'conflict',
      message: `${barcode} is recorded as ${site.model.slug}, not ${other.slug}. Scan it without a model, or correct its record.`,
    })
    await expect(scanServer(world.ctx, { barcode: 'X-1', location: intoRack(6), model: 'nope' })).rejects.toMatchObject(
      { code: 'unknown-reference', fields: [{ path: 'model' }] },
    )
  })
})

describe('a place that is taken', () => {
  it('is refused with the name, model and state of who stands there and the nearest free place', async () => {
    const { server } = await aPromisedServer(world.db, site, 12, 'IN_SERVICE')
    await expect(scanServer(world.ctx, { barcode: 'LATE-1', location: intoRack(12) })).rejects.toMatchObject({
      code: 'slot-taken',
      message: `U12 is taken by ${server.barcode} (Dell R650, in service). The nearest free place is U11.`,
      details: { rack: site.rack.code, blockedBy: [server.barcode], nearestU: 11 },
    })
  })

  it('is refused for rack items too, but a half-depth server goes in behind one', async () => {
    await world.db.rackItem.create({
      data: { rackId: site.rack.id, u: 40, heightU: 1, face: 'front', kind: 'switch', name: 'sw-1' },
    })
    await expect(scanServer(world.ctx, { barcode: 'S-1', location: intoRack(40) })).rejects.toMatchObject({
      message: 'U40 is taken by the switch sw-1. The nearest free place is U39.',
      details: { blockedBy: ['sw-1'] },
    })
    const half = await aModel(world.db, { depth: 'half' })
    const { server } = await scanServer(world.ctx, {
      barcode: 'S-1',
      location: { ...intoRack(40), face: 'rear' },
      model: half.slug,
    })
    expect(server).toMatchObject({ u: 40, face: 'rear', depth: 'half' })
  })

  it('does not exist above the rack', async () => {
    await expect(scanServer(world.ctx, { barcode: 'S-2', location: intoRack(43) })).rejects.toMatchObject({
      code: 'does-not-fit',
      message: 'U43 is outside the rack, which goes from U1 to U42. The nearest free place is U42.',
    })
  })
})

describe('who and where', () => {
  it('a rack or warehouse that does not exist is 422 and names the field', async () => {
    await expect(scanServer(world.ctx, { barcode: 'S-3', location: { rack: 'nowhere', u: 1 } })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'location.rack' }],
    })
    await expect(scanServer(world.ctx, { barcode: 'S-3', location: { warehouse: 'nowhere' } })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'location.warehouse' }],
    })
  })

  it('a scan needs the role where the server comes from and where it goes to', async () => {
    const other = await aSite(world.db)
    const { barcode } = await aRackedServer(world.db, site, 8)
    const target = { barcode, location: { warehouse: other.warehouse.code } }
    for (const ctx of [
      world.as('TECH', site.datacenter.id),
      world.as('TECH', other.datacenter.id),
      world.as('VIEWER'),
    ]) {
      await expect(scanServer(ctx, target)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const { server } = await scanServer(world.as('TECH'), target)
    expect(server).toMatchObject({ datacenter: other.datacenter.code, state: 'IN_WAREHOUSE' })
  })

  it('power and weight over the budget warn and are audited', async () => {
    const rack = await aRack(world.db, { datacenterId: site.datacenter.id, maxPowerW: 1000, maxWeightKg: 100 })
    await aRackedServer(world.db, { ...site, rack }, 1)
    const { server } = await scanServer(world.ctx, {
      barcode: 'HOT-1',
      location: { rack: rack.code, u: 2 },
      model: site.model.slug,
    })
    expect(server.warnings).toEqual(['1,600 W of power is over the rack’s 1,000 W.'])
    const row = await world.db.auditEntry.findFirstOrThrow({ where: { key: 'HOT-1', to: 'RACKED' } })
    expect(row.detail).toMatchObject({ warnings: server.warnings })
  })
})

describe('a batch', () => {
  it('each line stands alone: the good ones are done, the refused ones say why and who stands in the way', async () => {
    const warehouse = await aWarehouse(world.db, { datacenterId: site.datacenter.id })
    const lines = [
      { barcode: 'B-1', location: intoRack(1) },
      { barcode: 'B-2', location: intoRack(1) },
      { barcode: 'bad code!', location: { warehouse: warehouse.code } },
      'not even an object',
      { barcode: 'B-3', location: { warehouse: warehouse.code, u: 4 } },
      { barcode: 'B-4', location: { warehouse: warehouse.code } },
    ]
    const results = await scanServers(world.ctx, lines)
    expect(results.map((line) => (line.ok ? line.server.state : line.error.code))).toEqual([
      'RACKED',
      'slot-taken',
      'validation',
      'validation',
      'validation',
      'IN_WAREHOUSE',
    ])
    expect(results[1]).toMatchObject({ index: 1, error: { details: { blockedBy: ['B-1'] } } })
    expect(results[2]).toMatchObject({ error: { fields: [{ path: 'barcode' }] } })
  })
})
