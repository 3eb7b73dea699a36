import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aStartedRepair } from '../../testing/factories/repair'
import { repairLab } from '../../testing/repair-lab'
import { countStock } from './count-stock'
import { getPart } from './get-part'
import { moveStock } from './move-stock'
import { returnPart } from './return-part'
import { scrapPart } from './scrap-part'
import { transferStock } from './transfer-stock'

let lab: Awaited<ReturnType<typeof repairLab>>
beforeAll(async () => {
  lab = await repairLab()
})
afterAll(() => lab.world.close())
beforeEach(() => lab.renew())

describe('pieces with a serial', () => {
  it('go along with a transfer, and are gone where fewer are counted; the database would refuse to know more than lie there', async () => {
    const sku = await lab.stocked(0)
    const [a, b, c] = [lab.serial(), lab.serial(), lab.serial()]
    for (const one of [a, b, c]) await lab.received(sku, one)
    const {
      id: _,
      code: __,
      ...other
    } = await lab.world.db.warehouse.findUniqueOrThrow({ where: { code: lab.site().warehouse.code } })
    const far = await lab.world.db.warehouse.create({ data: { ...other, code: `FAR-${lab.serial()}` } })
    const places = async () =>
      Promise.all([a, b, c].map(async (one) => (await getPart(lab.world.ctx, { serial: one })).warehouse))
    const near = lab.site().warehouse.code
    await transferStock(lab.world.ctx, { sku, from: near, to: far.code, quantity: 2, reason: 'nearer' })
    expect(await places()).toEqual([far.code, far.code, near])
    const moved = await getPart(lab.world.ctx, { serial: a })
    expect(moved.history[0]).toMatchObject({
      kind: 'RECEIVED',
      warehouse: far.code,
      reason: `from ${near}: nearer`,
    })
    await countStock(lab.world.ctx, { sku, warehouse: far.code, counted: 1, reason: 'stocktake' })
    expect(await places()).toEqual([undefined, far.code, near])
    expect(await getPart(lab.world.ctx, { serial: a })).toMatchObject({ state: 'REMOVED' })
  })

  it('are received and taken out with the stock, each in one place', async () => {
    const sku = await lab.stocked(1)
    const [a, b] = [lab.serial(), lab.serial()]
    await lab.received(sku, a, b)
    expect(await lab.stockOf(sku)).toEqual([3, 0])
    await expect(lab.received(sku, a)).rejects.toMatchObject({
      code: 'conflict',
      message: `${a} (${sku}) lies in ${lab.site().warehouse.code}.`,
    })
    expect(await lab.stockOf(sku)).toEqual([3, 0])
    const take = (serials: string[], quantity = -serials.length) =>
      moveStock(lab.world.ctx, { sku, warehouse: lab.site().warehouse.code, quantity, reason: 'sold', serials })
    await expect(take([a, b], -1)).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'serials' }] })
    await expect(take([a, a])).rejects.toMatchObject({ code: 'validation' })
    await expect(take(['NONE'])).rejects.toMatchObject({ code: 'conflict' })
    await take([a])
    expect(await getPart(lab.world.ctx, { serial: a })).toMatchObject({
      state: 'REMOVED',
      history: [{ kind: 'ISSUED' }, {}],
    })
    await lab.received(sku, a)
    expect(await getPart(lab.world.ctx, { serial: a })).toMatchObject({ state: 'IN_STOCK' })
  })

  it('that leave without a scan: the oldest count as gone, and may still be scanned in', async () => {
    const sku = await lab.stocked(0)
    const [a, b] = [lab.serial(), lab.serial()]
    await lab.received(sku, a, b)
    const first = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(first, 'S1')
    await lab.scan(first, sku)
    expect(await getPart(lab.world.ctx, { serial: a })).toMatchObject({
      state: 'REMOVED',
      history: [{ kind: 'LEFT' }, {}],
    })
    expect(await getPart(lab.world.ctx, { serial: b })).toMatchObject({ state: 'IN_STOCK' })
    // It was the other one that went in.
    expect(await lab.scan(first, b)).toMatchObject({ did: 'serial-noted' })
    const second = await aStartedRepair(lab.world, { server: lab.barcode(1), components: ['S2'] })
    await lab.scan(second, 'S2')
    expect(await lab.scan(second, a)).toMatchObject({ did: 'part-installed' })
    expect(await lab.stockOf(sku)).toEqual([0, 0])
  })

  it('go back to their maker or to the bin: out of stock with a ledger row, and back into it when they are received again', async () => {
    const sku = await lab.stocked(0)
    const [a, b] = [lab.serial(), lab.serial()]
    await lab.received(sku, a, b)
    const warehouse = lab.site().warehouse.code
    expect(await returnPart(lab.world.ctx, { serial: a.toLowerCase(), reason: 'RMA 7' })).toMatchObject({
      serial: a,
      state: 'RETURNED',
      history: [{ kind: 'RETURNED', reason: 'RMA 7' }, { kind: 'ISSUED', warehouse }, { kind: 'RECEIVED' }],
    })
    expect(await lab.stockOf(sku)).toEqual([1, 0])
    const [last] = await lab.world.db.stockMovement.findMany({ where: { sparePart: { sku } }, orderBy: { id: 'desc' } })
    expect(last).toMatchObject({ kind: 'ISSUE', availableDelta: -1, reason: 'RMA 7' })
    const [audit] = await lab.world.db.auditEntry.findMany({ where: { entity: 'part', key: a } })
    expect(audit).toMatchObject({ action: 'tickets.return-part', from: 'REMOVED', to: 'RETURNED', reason: 'RMA 7' })
    await lab.received(sku, a)
    expect(await lab.stockOf(sku)).toEqual([2, 0])
    expect(await scrapPart(lab.world.ctx, { serial: a, reason: 'dropped' })).toMatchObject({ state: 'SCRAPPED' })
    expect(await lab.stockOf(sku)).toEqual([1, 0])
    await expect(scrapPart(lab.world.ctx, { serial: a, reason: 'again' })).rejects.toMatchObject({
      code: 'illegal-transition',
    })
    await expect(lab.received(sku, a)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stay where they are as long as a server holds them or a ticket has reserved all that lie there', async () => {
    const sku = await lab.stocked(0)
    const [a, b] = [lab.serial(), lab.serial()]
    await lab.received(sku, a)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    expect(await lab.stockOf(sku)).toEqual([0, 1])
    const away = returnPart(lab.world.ctx, { serial: a, reason: 'RMA' })
    await expect(away).rejects.toMatchObject({ code: 'insufficient-stock' })
    await lab.scan(number, 'S1')
    await lab.scan(number, a)
    await expect(scrapPart(lab.world.ctx, { serial: a, reason: 'old' })).rejects.toMatchObject({
      code: 'illegal-transition',
      details: { from: 'INSTALLED', to: 'SCRAPPED' },
    })
    // What came out of the server is in somebody's hands.
    expect(await getPart(lab.world.ctx, { serial: 'S1' })).toMatchObject({ state: 'REMOVED' })
    expect(await scrapPart(lab.world.ctx, { serial: 'S1', reason: 'dead' })).toMatchObject({ state: 'SCRAPPED' })
    await expect(scrapPart(lab.world.ctx, { serial: b, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    const elsewhere = lab.world.as('REPAIR', lab.site().datacenter.id + 1)
    await lab.received(sku, b)
    await expect(scrapPart(elsewhere, { serial: b, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('of two who send the same one away at once, one does', async () => {
    const sku = await lab.stocked(3)
    const a = lab.serial()
    await lab.received(sku, a)
    const input = { serial: a, reason: 'race' }
    const results = await Promise.allSettled([
      returnPart(lab.world.ctx, input),
      scrapPart(lab.world.ctx, input),
      returnPart(lab.world.ctx, input),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await lab.stockOf(sku)).toEqual([3, 0])
    expect((await getPart(lab.world.ctx, { serial: a })).history).toHaveLength(3)
  })
})
