import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import {
  aModel,
  aPromisedServer,
  aRack,
  aRackedServer,
  aSite,
  aStoredServer,
  type Site,
} from '../../testing/factories/inventory'
import { planMove } from './plan-move'
import { scanServer } from './scan-server'
import { suggestSlots } from './suggest-slots'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const stored = (model: Site['model']) => aStoredServer(world.db, { ...site, model })

describe('where servers go', () => {
  it('each suggested place can be scanned into, one after the other', async () => {
    const tall = await aModel(world.db, { heightU: 2, weightKg: 35 })
    for (const u of [1, 2, 5, 9, 10]) await aRackedServer(world.db, site, u)
    const servers = [await stored(site.model), await stored(tall), await stored(tall), await stored(site.model)]
    const { items } = await suggestSlots(world.ctx, { server: servers.map(({ barcode }) => barcode) })
    expect(items.map(({ server }) => server)).toEqual(servers.map(({ barcode }) => barcode))
    for (const { server, places } of items) {
      const [place] = places
      if (place === undefined) throw new Error(`${server} has no place`)
      const { rack, u, face } = place
      expect((await scanServer(world.ctx, { barcode: server, location: { rack, u, face } })).server.warnings).toEqual(
        [],
      )
    }
    expect(items[1]?.places[0]?.reasons).toContain('fills U3–4 exactly')
  })

  it('together with their order, apart from it, and within the budget of a rack', async () => {
    const { server } = await aPromisedServer(world.db, site, 3)
    const other = await aRack(world.db, { datacenterId: site.datacenter.id, maxPowerW: 100 })
    const third = await aRack(world.db, { datacenterId: site.datacenter.id })
    const ask = async (more: { together?: 'true' | 'false'; rack?: string[]; overBudget?: 'true' }) =>
      (await suggestSlots(world.ctx, { server: [server.barcode], ...more })).items[0]
    const mate = await aPromisedServer(world.db, { ...site, rack: third }, 3)
    await world.db.$transaction([
      world.db.allocation.updateMany({ where: { serverId: mate.server.id }, data: { orderId: server.orderId ?? 0 } }),
      world.db.server.update({ where: { id: mate.server.id }, data: { orderId: server.orderId } }),
    ])
    expect((await ask({ together: 'true' }))?.places[0]?.rack).toBe(third.code)
    expect((await ask({ together: 'false' }))?.places[0]?.rack).toBe(site.rack.code)
    expect((await ask({ rack: [other.code] }))?.reason).toContain('not within the power and weight budget')
    expect((await ask({ rack: [other.code], overBudget: 'true' }))?.places[0]?.warnings).toHaveLength(1)
  })

  it('where they are planned; not where another is; and not at all where a scan would not move them', async () => {
    const [planned, other] = [await stored(site.model), await stored(site.model)]
    await planMove(world.ctx, { server: planned.barcode, rack: site.rack.code, u: 1, face: 'front' })
    const { server: busy } = await aPromisedServer(world.db, site, 30, 'IN_SERVICE')
    const { items } = await suggestSlots(world.ctx, { server: [planned.barcode, other.barcode, busy.barcode] })
    expect(items[0]?.places).toMatchObject([{ u: 1, reasons: [`planned there by ${world.ctx.actor.name}`] }])
    expect(items[1]?.places[0]?.u).not.toBe(1)
    expect(items[2]).toMatchObject({ places: [], reason: 'It is in service, so it can’t be moved. Release it first.' })
  })

  it('is refused for servers that are not known or may not be seen', async () => {
    const server = await stored(site.model)
    await expect(suggestSlots(world.ctx, { server: ['NO-SUCH'] })).rejects.toMatchObject({ code: 'unknown-reference' })
    const elsewhere = await aSite(world.db)
    const guest = world.as('VIEWER', elsewhere.datacenter.id)
    await expect(suggestSlots(guest, { server: [server.barcode] })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('costs as many statements for ten servers and five racks as for one and one', async () => {
    const one = await stored(site.model)
    const first = await countStatements(world, (ctx) => suggestSlots(ctx, { server: [one.barcode] }))
    const many = await Promise.all(Array.from({ length: 9 }, () => stored(site.model)))
    for (let i = 0; i < 4; i++) await aRack(world.db, { datacenterId: site.datacenter.id })
    const server = [one, ...many].map(({ barcode }) => barcode)
    const all = await countStatements(world, (ctx) => suggestSlots(ctx, { server }))
    expect(all.length).toBe(first.length)
    expect(all.length).toBeLessThanOrEqual(18)
  })
})
