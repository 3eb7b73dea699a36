import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aWarehouse } from '../../testing/factories/inventory'
import { aCareSite, aStockedPart } from '../../testing/factories/tickets'
import { countStock } from './count-stock'
import { editStock } from './edit-stock'
import { getStock } from './get-stock'
import { getTicket } from './get-ticket'
import { listMovements } from './list-movements'
import { listStock } from './list-stock'
import { moveStock } from './move-stock'
import { openTicket } from './open-ticket'
import { transferStock } from './transfer-stock'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
let far: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld()
  site = await aCareSite(world.db, 12)
  far = await aCareSite(world.db, 2)
})
afterAll(() => world.close())

const part = (quantity: number, models: string[] = []) =>
  aStockedPart(world.ctx, { warehouse: site.warehouse.code, models, quantity })
const idIn = (sku: string, place = site) => `${sku}@${place.warehouse.code}`
const transfer = (sku: string, quantity: number) =>
  transferStock(world.ctx, {
    ...{ sku, quantity, from: site.warehouse.code, to: far.warehouse.code },
    reason: 'sent by van',
  })
const count = (sku: string, counted: number) =>
  countStock(world.ctx, { sku, warehouse: site.warehouse.code, counted, reason: 'yearly count' })

describe('a transfer', () => {
  it('takes from the one and gives to the other, with a ledger row at both ends', async () => {
    const sku = await part(3)
    const { from, to } = await transfer(sku, 2)
    expect(from).toMatchObject({ id: idIn(sku), available: 1 })
    expect(to).toMatchObject({ id: idIn(sku, far), datacenter: far.datacenter.code, available: 2 })
    const { items } = await listMovements(world.ctx, { limit: 10, sku: [sku] })
    expect(items.map(({ warehouse, kind, availableDelta }) => [warehouse, kind, availableDelta])).toEqual([
      [far.warehouse.code, 'TRANSFER_IN', 2],
      [site.warehouse.code, 'TRANSFER_OUT', -2],
      [site.warehouse.code, 'RECEIVE', 3],
    ])
  })

  it('of more than is available is refused and changes nothing, nor may one end be the other', async () => {
    const sku = await part(1)
    await expect(transfer(sku, 2)).rejects.toMatchObject({ code: 'insufficient-stock', details: { available: 1 } })
    await expect(getStock(world.ctx, { id: idIn(sku, far) })).rejects.toMatchObject({ code: 'not-found' })
    const here = site.warehouse.code
    await expect(
      transferStock(world.ctx, { sku, from: here, to: here.toLowerCase(), quantity: 1, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'to' }] })
    await expect(
      transferStock(world.ctx, { sku, from: here, to: 'NOWHERE', quantity: 1, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'unknown-reference', fields: [{ path: 'to' }] })
  })

  it('serves who waits where it arrives', async () => {
    const server = far.servers[0]?.barcode ?? ''
    const { number } = await openTicket(world.ctx, { server, type: 'REPLACE_DISK' })
    const sku = await part(1, [far.model.slug])
    expect((await getTicket(world.ctx, { number })).components[0]).toMatchObject({
      part: { status: 'waiting' },
      elsewhere: [{ sku, warehouse: site.warehouse.code, available: 1 }],
    })
    expect((await transfer(sku, 1)).to).toMatchObject({ available: 0, reserved: 1 })
    expect((await getTicket(world.ctx, { number })).components[0]?.part).toMatchObject({ sku, last: true })
  })

  it('needs the bench at both ends', async () => {
    const sku = await part(1)
    const input = { sku, from: site.warehouse.code, to: far.warehouse.code, quantity: 1, reason: 'x' }
    for (const ctx of [world.as('TECH'), world.as('REPAIR', site.datacenter.id), world.as('REPAIR', far.datacenter.id)])
      await expect(transferStock(ctx, input)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a count', () => {
  it('of all that lies there sets what is available, the difference being a ledger row, also where there is none', async () => {
    const sku = await part(3, [site.model.slug])
    await openTicket(world.ctx, { server: site.servers[0]?.barcode ?? '', type: 'REPLACE_DISK' })
    expect(await count(sku, 2)).toMatchObject({ available: 1, reserved: 1 })
    expect(await count(sku, 2)).toMatchObject({ available: 1, reserved: 1 })
    expect(await count(sku, 5)).toMatchObject({ available: 4, reserved: 1 })
    const { items } = await listMovements(world.ctx, { limit: 3, sku: [sku] })
    expect(items.map((one) => [one.kind, one.availableDelta])).toEqual([
      ['COUNT', 3],
      ['COUNT', 0],
      ['COUNT', -1],
    ])
    await expect(count(sku, 0)).rejects.toMatchObject({ code: 'insufficient-stock', details: { reserved: 1 } })
    await expect(
      countStock(world.as('TECH'), { sku, warehouse: site.warehouse.code, counted: 5, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('that finds more than was known serves who waits', async () => {
    const own = await aCareSite(world.db, 1)
    const sku = await aStockedPart(world.ctx, { warehouse: own.warehouse.code, models: [own.model.slug], quantity: 0 })
    await openTicket(world.ctx, { server: own.servers[0]?.barcode ?? '', type: 'REPLACE_DISK' })
    const counted = await countStock(world.ctx, { sku, warehouse: own.warehouse.code, counted: 2, reason: 'found' })
    expect(counted).toMatchObject({ available: 1, reserved: 1, waiting: 0 })
  })
})

describe('the minimum', () => {
  const notices = async (sku: string) =>
    (
      await world.db.auditEntry.findMany({
        where: { action: 'tickets.record-low-stock', key: idIn(sku) },
        orderBy: { id: 'asc' },
      })
    ).map((row) => row.detail)

  it('can be set of a part that never lay there, which is low from then on', async () => {
    const sku = await part(0)
    const id = idIn(sku)
    await expect(editStock(world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
    await expect(editStock(world.ctx, { id, minimum: 2, ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    expect(await editStock(world.ctx, { id, minimum: 2 })).toMatchObject({ available: 0, minimum: 2, low: true })
    await expect(editStock(world.ctx, { id: `${sku}@NOWHERE`, minimum: 2 })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await notices(sku)).toEqual([{ available: 0, minimum: 2 }])
  })

  it('is said to be reached each time that a change brings stock under it, and only then', async () => {
    const other = await aWarehouse(world.db, { datacenterId: site.datacenter.id })
    const sku = await part(6, [site.model.slug])
    await editStock(world.ctx, { id: idIn(sku), minimum: 5 })
    const move = (quantity: number) =>
      moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity, reason: 'x' })
    await move(-1)
    expect(await notices(sku)).toEqual([])
    await openTicket(world.ctx, { server: site.servers[1]?.barcode ?? '', type: 'REPLACE_DISK' })
    await move(-1)
    await move(2)
    await count(sku, 3)
    await move(10)
    await transferStock(world.ctx, { sku, from: site.warehouse.code, to: other.code, quantity: 9, reason: 'x' })
    await move(5)
    await move(-4)
    expect(await notices(sku)).toEqual([4, 2, 3, 4].map((available) => ({ available, minimum: 5 })))
    const low = await listStock(world.ctx, { limit: 200, low: 'true', sku: [sku] })
    expect(low.items.map((row) => row.id)).toEqual([idIn(sku)])
    const rest = await listStock(world.ctx, { limit: 200, low: 'false', sku: [sku] })
    expect(rest.items.map((row) => row.warehouse)).toEqual([other.code])
  })
})
