import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDb } from '../../db/client'
import { auditTrail } from '../../testing/audit-trail'
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
import { dropPlannedMove } from './drop-planned-move'
import { editServer } from './edit-server'
import { getElevation } from './get-elevation'
import { listPlannedMoves } from './list-planned-moves'
import { planMove } from './plan-move'
import { scanServer } from './scan-server'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

const stored = () => aStoredServer(world.db, site)
const plan = (server: { barcode: string }, u: number) =>
  planMove(world.ctx, { server: server.barcode, rack: site.rack.code, u, face: 'front' })
const scan = (server: { barcode: string }, u: number, more: { overPlanned?: boolean } = {}) =>
  scanServer(world.ctx, { barcode: server.barcode, location: { rack: site.rack.code, u }, ...more })
const plansOf = async (barcode: string) =>
  (await listPlannedMoves(world.ctx, { limit: 10, server: [barcode] })).items.map(({ rack, u }) => ({ rack, u }))
const audited = async (barcode: string) => (await auditTrail(world.db, barcode)).map(({ action }) => action)

describe('a place that is kept for a server', () => {
  it('is shown in the rack with where the server is now, and at the server with where it is to go', async () => {
    const [coming, going] = [await stored(), await aRackedServer(world.db, site, 3)]
    await plan(coming, 10)
    await plan(going, 12)
    const elevation = await getElevation(world.ctx, { code: site.rack.code })
    expect(elevation.planned).toMatchObject([
      { barcode: coming.barcode, u: 10, from: site.warehouse.code, by: world.ctx.actor.name },
      { barcode: going.barcode, u: 12, from: `${site.rack.code} U3` },
    ])
    expect(elevation.servers).toMatchObject([{ planned: { rack: site.rack.code, u: 12, face: 'front' } }])
    expect(elevation.rack).toMatchObject({ servers: 1, usedU: 1 })
  })

  it('is refused to others with whom it is kept for, unless they say so: then the plan is dropped, audited', async () => {
    const [first, other] = [await stored(), await stored()]
    await plan(first, 10)
    const { name } = world.ctx.actor
    await expect(scan(other, 10)).rejects.toMatchObject({
      code: 'slot-taken',
      message: expect.stringContaining(`U10 is taken by the plan for ${first.barcode} (by ${name}).`),
      details: { blockedBy: [first.barcode], plannedFor: [first.barcode] },
    })
    await expect(plan(other, 10)).rejects.toMatchObject({ code: 'slot-taken' })
    await scan(other, 10, { overPlanned: true })
    expect(await plansOf(first.barcode)).toEqual([])
    expect(await audited(first.barcode)).toEqual(['inventory.plan-move', 'inventory.drop-planned-move'])
  })

  it('is taken by its server, which ends the plan; a scan elsewhere leaves it', async () => {
    const server = await stored()
    await plan(server, 10)
    await scan(server, 20)
    expect(await plansOf(server.barcode)).toEqual([{ rack: site.rack.code, u: 10 }])
    await scan(server, 10)
    expect(await plansOf(server.barcode)).toEqual([])
    expect(await world.db.rackOccupancy.count({ where: { rackId: site.rack.id } })).toBe(2)
  })

  it('may overlap the server’s own, one unit higher, and is taken step by step', async () => {
    const model = await aModel(world.db, { heightU: 2 })
    const server = await aRackedServer(world.db, { ...site, model }, 4)
    await plan(server, 5)
    await expect(plan(server, 4)).rejects.toMatchObject({ message: `${server.barcode} stands there already.` })
    await scan(server, 6)
    await scan(server, 5)
    expect(await plansOf(server.barcode)).toEqual([])
  })

  it('is one a server: planned again it is another; dropped it is free', async () => {
    const [server, other] = [await stored(), await stored()]
    await plan(server, 10)
    const { id } = await plan(server, 11)
    await scan(other, 10)
    await dropPlannedMove(world.ctx, { id })
    await scan(other, 11)
    await expect(dropPlannedMove(world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('carries the order of a promised server, which stays in its datacenter', async () => {
    const { order, server } = await aPromisedServer(world.db, site, 3)
    expect(await plan(server, 10)).toMatchObject({ order: order.number })
    const elsewhere = await aSite(world.db)
    const away = { server: server.barcode, rack: elsewhere.rack.code, u: 1, face: 'front' } as const
    await expect(planMove(world.ctx, away)).rejects.toMatchObject({ code: 'wrong-datacenter' })
    const other = await stored()
    const reserved = { server: other.barcode, rack: site.rack.code, u: 11, face: 'front', order: order.number } as const
    expect(await planMove(world.ctx, reserved)).toMatchObject({ order: order.number, from: site.warehouse.code })
    const { items } = await listPlannedMoves(world.ctx, { limit: 10, order: [order.number] })
    expect(items.map((item) => item.server)).toEqual([other.barcode, server.barcode])
  })

  it('is given up when the server turns out to be of another height', async () => {
    const server = await stored()
    await plan(server, 10)
    const tall = await aModel(world.db, { heightU: 2 })
    await editServer(world.ctx, { barcode: server.barcode, model: tall.slug })
    expect(await plansOf(server.barcode)).toEqual([])
  })

  it('is for planners and technicians, each in their datacenter', async () => {
    const server = await stored()
    const input = { server: server.barcode, rack: site.rack.code, u: 1, face: 'front' } as const
    await expect(planMove(world.as('VIEWER'), input)).rejects.toMatchObject({ code: 'forbidden' })
    const elsewhere = await aSite(world.db)
    await expect(planMove(world.as('TECH', elsewhere.datacenter.id), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await planMove(world.as('PLANNER', site.datacenter.id), input)
    expect((await listPlannedMoves(world.as('VIEWER', elsewhere.datacenter.id), { limit: 10 })).items).toEqual([])
  })

  it('of many racks costs the statements of one', async () => {
    const more = await aRack(world.db, { datacenterId: site.datacenter.id })
    await plan(await stored(), 10)
    const one = await countStatements(world, (ctx) => getElevation(ctx, { code: more.code }))
    const other = await countStatements(world, (ctx) => getElevation(ctx, { code: site.rack.code }))
    expect(other.length).toBe(one.length)
  })
})

describe('at the same moment', () => {
  it('of plans and scans for one unit one wins, and each of the others is told who', async () => {
    const pools = Array.from({ length: 4 }, () => createDb(world.url, { max: 4 }))
    for (let round = 0; round < 10; round++) {
      const rack = await aRack(world.db, { datacenterId: site.datacenter.id })
      const servers = await Promise.all(Array.from({ length: 12 }, () => stored()))
      const tries = servers.map((server, i) => {
        const ctx = { ...world.ctx, db: pools[i % 4] ?? world.db }
        return i % 2 === 0
          ? planMove(ctx, { server: server.barcode, rack: rack.code, u: 7, face: 'front' })
          : scanServer(ctx, { barcode: server.barcode, location: { rack: rack.code, u: 7 } })
      })
      const outcomes = await Promise.allSettled(tries)
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue
        expect(outcome.reason).toMatchObject({ code: 'slot-taken', details: { blockedBy: [servers[winner]?.barcode] } })
      }
    }
    await Promise.all(pools.map((pool) => pool.$disconnect()))
  })
})
