import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { aRackedServer, aServer, aSite, type Site } from '../../testing/factories/inventory'
import { closeStocktake } from './close-stocktake'
import { getStocktake } from './get-stocktake'
import { listStocktakes } from './list-stocktakes'
import { recordStocktakeScan } from './record-stocktake-scan'
import { scanServer } from './scan-server'
import { settleStocktakeLine } from './settle-stocktake-line'
import { startStocktake } from './start-stocktake'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const tech = () => world.as('TECH')

/** A rack with two servers, and one that is recorded in the warehouse. */
async function rackOfTwo() {
  const [here, gone] = [await aRackedServer(world.db, site, 1), await aRackedServer(world.db, site, 2)]
  const stray = await aServer(world.db, {
    ...{ datacenterId: site.datacenter.id, warehouseId: site.warehouse.id, state: 'IN_WAREHOUSE' },
    modelId: site.model.id,
  })
  const { stocktake } = await startStocktake(tech(), { rack: site.rack.code })
  return { id: stocktake.id, here: here.barcode, gone: gone.barcode, stray: stray.barcode }
}

describe('a stocktake', () => {
  it('tells found, missing and unexpected apart; each difference is settled, then it closes with its counts', async () => {
    const { id, here, gone, stray } = await rackOfTwo()
    await recordStocktakeScan(tech(), { id, code: here.toLowerCase() })
    await recordStocktakeScan(tech(), { id, code: `https://haas.example/s/${stray}` })
    const view = await recordStocktakeScan(tech(), { id, code: 'NOBODY-KNOWS' })
    expect(view).toMatchObject({ counts: { found: 1, missing: 1, unexpected: 2 }, open: 3 })
    expect(view.lines.map(({ code, status, recorded }) => [code, status, recorded])).toEqual([
      [here, 'found', site.rack.code],
      [gone, 'missing', site.rack.code],
      ['NOBODY-KNOWS', 'unexpected', undefined],
      [stray, 'unexpected', site.warehouse.code],
    ])
    await expect(closeStocktake(tech(), { id })).rejects.toMatchObject({ code: 'conflict', details: { open: 3 } })

    // It is here: an ordinary scan says so.
    await scanServer(tech(), { barcode: stray, location: { rack: site.rack.code, u: 9 } })
    await settleStocktakeLine(tech(), { id, code: gone, as: 'missing', reason: 'Not in the rack, cables hang loose' })
    const settled = await settleStocktakeLine(tech(), { id, code: 'NOBODY-KNOWS', as: 'ignored' })
    expect(settled).toMatchObject({ counts: { found: 2, missing: 1, unexpected: 1 }, open: 0 })
    expect((await world.db.server.findUniqueOrThrow({ where: { barcode: gone } })).tags).toContain('missing')

    const closed = await closeStocktake(tech(), { id })
    expect(closed.closedBy).toBe('tech@test')
    await expect(recordStocktakeScan(tech(), { id, code: here })).rejects.toMatchObject({ code: 'conflict' })
    const { items } = await listStocktakes(tech(), { limit: 10, rack: [site.rack.code] })
    expect(items).toMatchObject([{ id, counts: { found: 2, missing: 1, unexpected: 1 } }])
    const audit = await world.db.auditEntry.findMany({ where: { detail: { path: ['stocktake'], equals: id } } })
    expect(audit.map(({ action, key, reason }) => [action, key, reason])).toEqual([
      ['inventory.settle-stocktake-line', gone, 'Not in the rack, cables hang loose'],
      ['inventory.settle-stocktake-line', id, null],
    ])
  })

  it('of one place is one while it is open, also when two begin at once', async () => {
    const begin = () => startStocktake(tech(), { warehouse: site.warehouse.code })
    const [one, two] = await Promise.all([begin(), begin()])
    expect(one.stocktake.id).toBe(two.stocktake.id)
    expect([one.created, two.created].sort()).toEqual([false, true])
    await closeStocktake(tech(), { id: one.stocktake.id })
    expect((await begin()).stocktake.id).not.toBe(one.stocktake.id)
  })

  it('what was said to be missing and is seen after all is found', async () => {
    const { id, gone } = await rackOfTwo()
    await settleStocktakeLine(tech(), { id, code: gone, as: 'missing', reason: 'Not seen' })
    const view = await recordStocktakeScan(tech(), { id, code: gone })
    expect(view.lines.find(({ code }) => code === gone)).toEqual({
      ...{ code: gone, status: 'found', state: 'RACKED', recorded: site.rack.code, u: 2 },
    })
    await expect(settleStocktakeLine(tech(), { id, code: gone, as: 'ignored' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('refuses what is no server, a missing one without a reason, and those who may not', async () => {
    const { id, gone, stray } = await rackOfTwo()
    await expect(recordStocktakeScan(tech(), { id, code: site.rack.code })).rejects.toMatchObject({
      code: 'validation',
    })
    await expect(settleStocktakeLine(tech(), { id, code: gone, as: 'missing' })).rejects.toMatchObject({
      code: 'validation',
    })
    await recordStocktakeScan(tech(), { id, code: stray })
    await expect(settleStocktakeLine(tech(), { id, code: stray, as: 'missing', reason: 'odd' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(recordStocktakeScan(world.as('VIEWER'), { id, code: stray })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const elsewhere = await aSite(world.db)
    await expect(getStocktake(world.as('TECH', elsewhere.datacenter.id), { id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
