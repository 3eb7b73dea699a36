import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder, type Fleet, makeFleet, PLAN, placeOrder } from '../../testing/factories/planning'
import { placeHold } from '../inventory/place-hold'
import { getCapacity } from './get-capacity'
import { planOrder } from './plan-order'

let world: TestWorld
let fleet: Fleet
beforeAll(async () => {
  world = await testWorld()
  fleet = await makeFleet(world.db, { servers: 12, perRack: 6, rackPowerW: 5_000 })
})
afterAll(() => world.close())

const suppose = async (asked: { add?: string[]; lose?: string[]; order?: string[] }, ctx: Ctx = world.ctx) => {
  const view = await getCapacity(ctx, { datacenter: [fleet.datacenter.code], ...asked })
  const pick = (of: typeof view.datacenters | undefined) => {
    const { free = 0, promised = 0, broken = 0, powerBudgetW = 0 } = of?.[0] ?? {}
    return { free, promised, broken, powerBudgetW }
  }
  return { is: pick(view.datacenters), would: pick(view.whatIf?.datacenters), changes: view.whatIf?.changes }
}

describe('what if an order were served', () => {
  it('of its plan, or of the one that it would get; and nothing is saved of it', async () => {
    const planned = await placeOrder(world.ctx, fleet, { cpuCores: 128 })
    await planOrder(world.ctx, { number: planned, ...PLAN })
    const draft = await placeOrder(world.ctx, fleet, { cpuCores: 192 })
    const first = await suppose({ order: [planned] })
    expect(first).toMatchObject({
      is: { free: 12, promised: 0 },
      would: { free: 10, promised: 2 },
      changes: [{ kind: 'order', what: planned, servers: 2 }],
    })
    expect((await suppose({ order: [draft] })).would).toMatchObject({ free: 9, promised: 3 })
    expect((await suppose({})).is).toEqual(first.is)
    expect(await world.db.allocationPlan.count()).toBe(1)
  })

  it('a server that two orders would be given, or whose rack is lost, or that is held by now, counts once and for neither', async () => {
    const orders = [await placeOrder(world.ctx, fleet), await placeOrder(world.ctx, fleet)]
    for (const number of orders) await planOrder(world.ctx, { number, ...PLAN, objective: 'greedy' })
    expect(await suppose({ order: orders })).toMatchObject({
      would: { free: 11, promised: 1 },
      changes: [{ servers: 1 }, { servers: 0, problem: '1 of the 1 servers of its plan would not be free.' }],
    })
    const [rack] = fleet.racks
    const lost = await suppose({ order: orders.slice(0, 1), lose: [rack?.code ?? ''] })
    expect(lost.would).toEqual({ free: 6, promised: 0, broken: 6, powerBudgetW: 5_000 })
    const held = await placeHold(world.ctx, { server: fleet.servers[0]?.barcode ?? '', reason: 'looked at' })
    expect((await suppose({ order: orders.slice(0, 1) })).would).toMatchObject({ free: 11, promised: 0 })
    await world.db.server.updateMany({ where: { holdId: held.id }, data: { holdId: null } })
  })

  it('what is not there, can’t be served, or has its servers already is named with the reason', async () => {
    const large = await placeOrder(world.ctx, fleet, { cpuCores: 100_000 })
    const has = await allocatedOrder(world.ctx, fleet)
    const { is, would, changes } = await suppose({
      order: [large, has, 'ORD-0'],
      lose: ['NOWHERE'],
      add: ['5xnone@AMS2', `5xnone@${fleet.datacenter.code}`, 'five'],
    })
    expect(would).toEqual(is)
    expect(changes?.map(({ problem }) => problem)).toEqual([
      'There is no datacenter AMS2 here.',
      'There is no model none.',
      'Not of the form 20xmodel@datacenter.',
      'There is no rack NOWHERE here.',
      expect.stringMatching(/can't be served: it asks 100000 cores/),
      expect.stringMatching(/is allocated: it changes nothing any more/),
      'There is no order ORD-0 here.',
    ])
  })

  it('one who may not plan is not planned for, and nobody learns of datacenters that he may not see', async () => {
    const draft = await placeOrder(world.ctx, fleet)
    const [problem] = (await suppose({ order: [draft] }, world.as('VIEWER'))).changes ?? []
    expect(problem?.problem).toBe(`${draft} has no plan yet.`)
    const elsewhere = await makeFleet(world.db, { servers: 1 })
    const there = world.as('PLANNER', elsewhere.datacenter.id)
    const view = await getCapacity(there, { lose: [fleet.racks[0]?.code ?? ''], order: [draft] })
    expect(view.whatIf?.changes.map(({ servers, problem: why }) => [servers, why?.endsWith('here.')])).toEqual([
      [0, true],
      [0, true],
    ])
  })
})
