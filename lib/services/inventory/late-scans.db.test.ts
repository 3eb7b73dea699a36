import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditTrail } from '../../testing/audit-trail'
import { type TestWorld, testWorld } from '../../testing/context'
import { aSite, aStoredServer, type Site } from '../../testing/factories/inventory'
import { resolveCode } from './resolve-code'
import { scanServer } from './scan-server'
import { takeBackScan } from './take-back-scan'

let world: TestWorld
let site: Site
let now = Date.parse('2026-11-23T14:00:00Z')
/** Each look at the clock is a second later: what happens after another thing is later. */
const clock = () => {
  now += 1_000
  return new Date(now)
}
beforeAll(async () => {
  world = await testWorld({ clock })
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const tech = () => world.as('TECH')
const other = () => world.as('OPERATOR')
const intoRack = (u: number) => ({ rack: site.rack.code, u })
const stored = () => aStoredServer(world.db, site)
const isoNow = () => clock().toISOString()

describe('a scan that is sent later', () => {
  it('is refused with the other side where somebody moved the server after it was scanned', async () => {
    const { barcode } = await stored()
    const scannedAt = isoNow()
    await scanServer(other(), { barcode, location: intoRack(20) })
    await expect(scanServer(tech(), { barcode, location: intoRack(4), scannedAt })).rejects.toMatchObject({
      code: 'moved-since',
      details: { barcode, theirs: { place: intoRack(20), by: 'operator@test', at: expect.any(String) } },
    })
    const anew = await scanServer(tech(), { barcode, location: intoRack(4), scannedAt: isoNow() })
    expect(anew.server).toMatchObject({ rack: site.rack.code, u: 4 })
  })

  it('is applied where it was moved before, and where both put it in the same place', async () => {
    const { barcode } = await stored()
    await scanServer(other(), { barcode, location: intoRack(20) })
    const scannedAt = isoNow()
    expect((await scanServer(tech(), { barcode, location: intoRack(4), scannedAt })).server.u).toBe(4)
    const later = isoNow()
    await scanServer(other(), { barcode, location: intoRack(5) })
    const same = await scanServer(tech(), { barcode, location: intoRack(5), scannedAt: later })
    expect(same.server.message).toContain('Confirmed')
  })

  it('counts from when it was scanned, not from when it was sent: of two late ones the later scan stands', async () => {
    const { barcode } = await stored()
    const [early, late] = [isoNow(), isoNow()]
    await scanServer(other(), { barcode, location: intoRack(9), scannedAt: late })
    await expect(scanServer(tech(), { barcode, location: intoRack(8), scannedAt: early })).rejects.toMatchObject({
      code: 'moved-since',
      details: { theirs: { at: late } },
    })
    const { barcode: second } = await stored()
    const [one, two] = [isoNow(), isoNow()]
    await scanServer(other(), { barcode: second, location: intoRack(30), scannedAt: one })
    expect((await scanServer(tech(), { barcode: second, location: intoRack(31), scannedAt: two })).server.u).toBe(31)
  })

  it('names who took the unit, and when', async () => {
    const [mine, theirs] = [await stored(), await stored()]
    await scanServer(other(), { barcode: theirs.barcode, location: intoRack(12) })
    await expect(scanServer(tech(), { barcode: mine.barcode, location: intoRack(12) })).rejects.toMatchObject({
      code: 'slot-taken',
      details: { blockedBy: [theirs.barcode], theirs: { barcode: theirs.barcode, by: 'operator@test' } },
    })
  })
})

describe('taking a scan back', () => {
  it('puts the server where it was, with its state, and leaves a row of its own', async () => {
    const { barcode } = await stored()
    await scanServer(tech(), { barcode, location: intoRack(7) })
    const back = await takeBackScan(tech(), { barcode, location: intoRack(7) })
    expect(back).toMatchObject({ state: 'IN_WAREHOUSE', warehouse: site.warehouse.code })
    expect(back.message).toMatch(/^Put back: /)
    const rows = await auditTrail(world.db, barcode)
    expect(rows.map(({ action, to }) => [action, to])).toEqual([
      ['inventory.scan-server', 'RACKED'],
      ['inventory.take-back-scan', 'IN_WAREHOUSE'],
    ])
  })

  it('is refused with the other side where somebody moved it since, and changes nothing', async () => {
    const { barcode } = await stored()
    await scanServer(tech(), { barcode, location: intoRack(7) })
    await scanServer(other(), { barcode, location: intoRack(8) })
    await expect(takeBackScan(tech(), { barcode, location: intoRack(7) })).rejects.toMatchObject({
      code: 'moved-since',
      details: { theirs: { place: intoRack(8), by: 'operator@test' } },
    })
    expect((await world.db.server.findUniqueOrThrow({ where: { barcode } })).u).toBe(8)
  })

  it('is refused for a server that the scan made, and the second time', async () => {
    await scanServer(tech(), { barcode: 'FRESH-1', location: intoRack(30) })
    await expect(takeBackScan(tech(), { barcode: 'fresh-1', location: intoRack(30) })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('no place before'),
    })
    const { barcode } = await stored()
    await scanServer(tech(), { barcode, location: intoRack(7) })
    await takeBackScan(tech(), { barcode, location: intoRack(7) })
    await expect(takeBackScan(tech(), { barcode, location: intoRack(7) })).rejects.toMatchObject({
      code: 'moved-since',
    })
    await expect(takeBackScan(world.as('VIEWER'), { barcode, location: intoRack(7) })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a scanned code', () => {
  it('is resolved to what it is, with only what may be done now, in two statements at most', async () => {
    const { barcode } = await stored()
    await world.db.server.update({ where: { barcode }, data: { serial: 'MAKER-77' } })
    const server = await resolveCode(tech(), { code: `https://haas.example/s/${barcode.toLowerCase()}` })
    expect(server).toMatchObject({ read: 'address', items: [{ kind: 'server', by: 'code', code: barcode }] })
    expect(server.items[0]?.server?.barcode).toBe(barcode)
    expect(server.items[0]?.next.every(({ allowed }) => allowed)).toBe(true)
    expect(server.items[0]?.next.map(({ action }) => action)).toContain('scan-into-rack')

    const serial = await resolveCode(tech(), { code: '(01)04012345678901(21)maker-77' })
    expect(serial.items).toMatchObject([{ kind: 'server', by: 'serial', code: barcode }])
    expect((await resolveCode(tech(), { code: site.rack.code })).items).toMatchObject([{ kind: 'rack', by: 'code' }])
    expect((await resolveCode(tech(), { code: site.warehouse.code })).items).toMatchObject([{ kind: 'warehouse' }])
    expect((await resolveCode(tech(), { code: 'NOTHING-1' })).items).toEqual([])
    expect((await resolveCode(tech(), { code: 'two words' })).candidates).toEqual([])
  })

  it('names a part and a single piece, each with the page of where it is', async () => {
    const part = await world.db.sparePart.create({ data: { sku: 'SSD-9', kind: 'DISK', description: 'A disk' } })
    const { id: warehouseId } = site.warehouse
    await world.db.stock.create({ data: { sparePartId: part.id, warehouseId, available: 1 } })
    await world.db.part.create({ data: { serial: 'PIECE-9', state: 'IN_STOCK', sparePartId: part.id, warehouseId } })
    const found = async (code: string) =>
      (await resolveCode(tech(), { code })).items.map(({ kind, href }) => [kind, href])
    expect(await found('ssd-9')).toEqual([['part', '/stock?sku=SSD-9']])
    expect(await found('piece-9')).toEqual([['piece', `/stock?part=SSD-9%40${site.warehouse.code}`]])
  })

  it('shows nothing of datacenters that are not the actor’s', async () => {
    const { barcode } = await stored()
    const elsewhere = await aSite(world.db)
    const { items } = await resolveCode(world.as('TECH', elsewhere.datacenter.id), { code: barcode })
    expect(items).toEqual([])
  })
})
