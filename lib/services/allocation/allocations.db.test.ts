import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import {
  addServers,
  allocatedOrder,
  type Fleet,
  makeFleet,
  makeModel,
  PLAN,
  placeOrder,
} from '../../testing/factories/planning'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { dropPlan } from '../planning/drop-plan'
import { getOrder } from '../planning/get-order'
import { getPlan } from '../planning/get-plan'
import { planOrder } from '../planning/plan-order'
import { allocateOrder } from './allocate-order'
import { allocateSubstitute } from './allocate-substitute'
import { giveBackServer } from './give-back-server'
import { loseAllocation } from './lose-allocation'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const at = (fleet: Fleet, index: number) => fleet.servers[index] ?? { id: 0, barcode: '' }
const serverRow = (fleet: Fleet, index: number) =>
  world.db.server.findUniqueOrThrow({ where: { id: at(fleet, index).id } })

/** A planned order for the fleet's first servers. */
async function planned(fleet: Fleet, servers: number, more: object = {}): Promise<{ number: string; planId: string }> {
  const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * servers })
  const { id } = await planOrder(world.ctx, { number, ...PLAN, ...more })
  return { number, planId: id }
}

describe('allocating an order', () => {
  it('promises all servers of its plan, each change with its audit row', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const { number, planId } = await planned(fleet, 2)
    const order = await allocateOrder(world.ctx, { number })
    expect(order).toMatchObject({
      status: 'ALLOCATED',
      servers: [at(fleet, 0).barcode, at(fleet, 1).barcode],
      degraded: [],
      plan: planId,
    })
    expect(await getOrder(world.ctx, { number })).toEqual(order)
    expect(await getPlan(world.ctx, { id: planId })).toMatchObject({ status: 'allocated' })
    expect(await serverRow(fleet, 0)).toMatchObject({ state: 'ALLOCATED', version: 2 })
    expect(await serverRow(fleet, 2)).toMatchObject({ state: 'RACKED', orderId: null, version: 1 })
    const audit = await world.db.auditEntry.findMany({
      where: { action: 'allocation.allocate-order', key: { in: [number, at(fleet, 0).barcode] } },
      orderBy: { entity: 'asc' },
    })
    expect(audit.map((row) => [row.entity, row.from, row.to])).toEqual([
      ['order', 'PLANNED', 'ALLOCATED'],
      ['server', 'RACKED', 'ALLOCATED'],
    ])
  })

  it('a loser is told which server, in which state, by whom, and offered a plan without it that is not saved', async () => {
    const fleet = await makeFleet(world.db, { servers: 5 })
    const winner = await planned(fleet, 2)
    const loser = await planned(fleet, 3)
    await allocateOrder(world.ctx, { number: winner.number })
    const taken = (index: number) => ({
      barcode: at(fleet, index).barcode,
      state: 'ALLOCATED',
      order: winner.number,
      reason: `Order ${winner.number} holds it.`,
    })
    await expect(allocateOrder(world.ctx, { number: loser.number })).rejects.toMatchObject({
      code: 'allocation-conflict',
      details: {
        conflicts: [taken(0), taken(1)],
        freshPlan: {
          order: loser.number,
          value: 3,
          items: [2, 3, 4].map((index) => ({ barcode: at(fleet, index).barcode })),
        },
      },
    })
    expect(await getOrder(world.ctx, { number: loser.number })).toMatchObject({
      status: 'PLANNED',
      servers: [],
      plan: loser.planId,
    })
    expect(await world.db.allocationPlan.count({ where: { order: { number: loser.number } } })).toBe(1)
    expect(await serverRow(fleet, 2)).toMatchObject({ state: 'RACKED' })
    await planOrder(world.ctx, { number: loser.number, ...PLAN })
    expect((await allocateOrder(world.ctx, { number: loser.number })).servers).toHaveLength(3)
  })

  it('where too little is left there is no fresh plan', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const [winner, loser] = [await planned(fleet, 1), await planned(fleet, 2)]
    await allocateOrder(world.ctx, { number: winner.number })
    const refusal = await allocateOrder(world.ctx, { number: loser.number }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'allocation-conflict',
      details: { conflicts: [{ barcode: at(fleet, 0).barcode }] },
    })
    expect(refusal).not.toHaveProperty('details.freshPlan')
  })

  it.each<[string, object, string]>([
    ['broken meanwhile', { state: 'BROKEN' }, 'It is broken.'],
    ['with an open HIGH ticket', { openHighTickets: 1 }, 'It has an open ticket of high priority.'],
    ['with a wipe due', { needsWipe: true }, 'It still has to be wiped.'],
  ])('a server %s is named with the reason', async (_title, data, reason) => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const { number } = await planned(fleet, 1)
    await world.db.server.update({ where: { id: at(fleet, 0).id }, data })
    await expect(allocateOrder(world.ctx, { number })).rejects.toMatchObject({
      code: 'allocation-conflict',
      details: { conflicts: [{ barcode: at(fleet, 0).barcode, reason }] },
    })
  })

  it('a server taken out of its rack is named, unless the plan includes the warehouse: then it is promised there', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const toWarehouse = {
      state: 'IN_WAREHOUSE',
      warehouseId: fleet.warehouse.id,
      rackId: null,
      u: null,
      face: null,
    } as const
    const strict = await planned(fleet, 1)
    const loose = await planned(fleet, 1, { includeWarehouse: true })
    await world.db.server.update({ where: { id: at(fleet, 0).id }, data: toWarehouse })
    await expect(allocateOrder(world.ctx, { number: strict.number })).rejects.toMatchObject({
      details: { conflicts: [{ state: 'IN_WAREHOUSE', reason: 'It is in a warehouse, not in a rack.' }] },
    })
    expect(await allocateOrder(world.ctx, { number: loose.number })).toMatchObject({ servers: [at(fleet, 0).barcode] })
  })

  it('an allocation that the server’s row does not show is refused by the database, with the same words', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const [other, mine] = [await planned(fleet, 1), await planned(fleet, 1)]
    const { id } = await world.db.order.findUniqueOrThrow({ where: { number: other.number } })
    await world.db.allocation.create({ data: { orderId: id, serverId: at(fleet, 0).id } })
    await expect(allocateOrder(world.ctx, { number: mine.number })).rejects.toMatchObject({
      code: 'allocation-conflict',
      details: {
        conflicts: [{ barcode: at(fleet, 0).barcode, order: other.number, reason: `Order ${other.number} holds it.` }],
      },
    })
    expect(await serverRow(fleet, 0)).toMatchObject({ state: 'RACKED', orderId: null })
  })

  it('a draft has no plan; a superseded plan is not allocated; an allocated order is not allocated twice', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const number = await placeOrder(world.ctx, fleet)
    await expect(allocateOrder(world.ctx, { number })).rejects.toMatchObject({ code: 'no-plan' })
    const old = await planOrder(world.ctx, { number, ...PLAN })
    const next = await planOrder(world.ctx, { number, ...PLAN })
    await expect(allocateOrder(world.ctx, { number, planId: old.id })).rejects.toMatchObject({
      code: 'plan-superseded',
    })
    await dropPlan(world.ctx, { id: next.id })
    await expect(allocateOrder(world.ctx, { number, planId: next.id })).rejects.toMatchObject({
      code: 'plan-superseded',
    })
    const last = await planOrder(world.ctx, { number, ...PLAN })
    await allocateOrder(world.ctx, { number, planId: last.id })
    await expect(allocateOrder(world.ctx, { number })).rejects.toMatchObject({
      code: 'illegal-transition',
      details: { from: 'ALLOCATED', to: 'ALLOCATED' },
    })
  })

  it('a plan of another order is not found', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const [one, other] = [await planned(fleet, 1), await planned(fleet, 1)]
    await expect(allocateOrder(world.ctx, { number: one.number, planId: other.planId })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('a plan whose model was made smaller meanwhile no longer covers the order', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const { number } = await planned(fleet, 1)
    await world.db.serverModel.update({ where: { id: fleet.model.id }, data: { cpuCores: 32 } })
    await expect(allocateOrder(world.ctx, { number })).rejects.toMatchObject({ code: 'plan-superseded' })
  })

  it('needs the role, and for this datacenter', async () => {
    const [here, elsewhere] = [await makeFleet(world.db, { servers: 1 }), await makeFleet(world.db, { servers: 1 })]
    const { number } = await planned(here, 1)
    for (const ctx of [world.as('VIEWER'), world.as('PLANNER', elsewhere.datacenter.id)]) {
      await expect(allocateOrder(ctx, { number })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(planOrder(ctx, { number, ...PLAN })).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(allocateOrder(world.as('PLANNER', here.datacenter.id), { number })).resolves.toMatchObject({
      status: 'ALLOCATED',
    })
  })
})

/** As a break does it: the server's own transition, then its loss. */
async function breakServer(fleet: Fleet, index: number): Promise<unknown> {
  return inTransaction(world.ctx, async (tx) => {
    const about = { serverId: at(fleet, index).id, action: 'lifecycle.break-server' }
    await applyServerTransition(tx, { ...about, to: 'BROKEN' })
    return loseAllocation(tx, { ...about, reason: 'dead board' })
  })
}

async function replace(number: string, barcode: string): Promise<{ barcode: string }> {
  const { id } = await world.db.order.findUniqueOrThrow({ where: { number } })
  return inTransaction(world.ctx, (tx) => allocateSubstitute(tx, { orderId: id, barcode }))
}

describe('a promised server that is lost', () => {
  it('leaves its order degraded and otherwise as it was; a server promised to none is no loss', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    const before = await getOrder(world.ctx, { number })
    expect(await breakServer(fleet, 0)).toMatchObject({ orderNumber: number })
    expect(await breakServer(fleet, 2)).toBeNull()
    expect(await getOrder(world.ctx, { number })).toMatchObject({
      status: 'ALLOCATED',
      servers: [at(fleet, 1).barcode],
      degraded: [at(fleet, 0).barcode],
      // What it shows is another, and so is its ETag.
      version: before.version + 1,
    })
    expect(await serverRow(fleet, 0)).toMatchObject({ state: 'BROKEN', orderId: null })
  })

  it('is replaced by the nearest in shape that is at least as capable', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const number = await allocatedOrder(world.ctx, fleet)
    const others = { small: { cpuCores: 32 }, huge: { cpuCores: 512 }, larger: { cpuCores: 96 } }
    for (const [index, [name, shape]] of Object.entries(others).entries()) {
      const model = await makeModel(world.db, `${fleet.model.slug}-${name}`, shape)
      await addServers(world.db, fleet, {
        model,
        places: [{ rack: 0, u: 40 + index }],
        barcodes: `${fleet.datacenter.code}-${name}`,
      })
    }
    await breakServer(fleet, 0)
    expect(await replace(number, at(fleet, 0).barcode.toLowerCase())).toMatchObject({
      barcode: `${fleet.datacenter.code}-larger1`,
    })
    expect(await getOrder(world.ctx, { number })).toMatchObject({
      servers: [`${fleet.datacenter.code}-larger1`],
      degraded: [],
    })
    const lost = await world.db.allocation.findFirstOrThrow({
      where: { serverId: at(fleet, 0).id, status: 'LOST' },
      select: { replacedBy: { select: { status: true, server: { select: { barcode: true } } } } },
    })
    expect(lost.replacedBy).toEqual({ status: 'ACTIVE', server: { barcode: `${fleet.datacenter.code}-larger1` } })
    await expect(replace(number, at(fleet, 0).barcode)).rejects.toMatchObject({ code: 'not-degraded' })
  })

  it('keeps to the plan’s limits: no substitute in a rack that is full', async () => {
    const fleet = await makeFleet(world.db, { servers: 6, perRack: 2 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 }, { constraints: { maxPerRack: 1 } })
    await breakServer(fleet, 2)
    expect(await replace(number, at(fleet, 2).barcode)).toMatchObject({ barcode: at(fleet, 3).barcode })
    await breakServer(fleet, 3)
    // Rack 2 has none left, rack 1 holds one already.
    expect(await replace(number, at(fleet, 3).barcode)).toMatchObject({ barcode: at(fleet, 4).barcode })
  })

  it('puts no substitute where the loss of its rack would leave too little', async () => {
    const fleet = await makeFleet(world.db, { servers: 8, perRack: 4 })
    // Half of four must be left: two to a rack.
    const number = await allocatedOrder(
      world.ctx,
      fleet,
      { cpuCores: 64 * 4 },
      { constraints: { surviveRackLoss: 50 } },
    )
    const { servers } = await getOrder(world.ctx, { number })
    const [lost = '', other = ''] = servers
    const indexOf = (barcode: string) => fleet.servers.findIndex((server) => server.barcode === barcode)
    expect(servers.map((barcode) => Math.floor(indexOf(barcode) / 4))).toEqual([0, 0, 1, 1])
    // Of the second rack: the nearest in walking order stands in the first, and that would hold three.
    await breakServer(fleet, indexOf(servers[2] ?? ''))
    const substitute = await replace(number, servers[2] ?? '')
    expect(Math.floor(indexOf(substitute.barcode) / 4)).toBe(1)
    expect([lost, other]).not.toContain(substitute.barcode)
  })

  it('an order that lost nothing takes no substitute, and where none is free it says so', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    await expect(replace(number, at(fleet, 0).barcode)).rejects.toMatchObject({ code: 'not-degraded' })
    await breakServer(fleet, 0)
    await expect(replace(number, at(fleet, 0).barcode)).rejects.toMatchObject({
      code: 'infeasible',
      details: { shortfall: [{ resource: 'servers', asked: 1, available: 0 }] },
    })
    expect(await getOrder(world.ctx, { number })).toMatchObject({ degraded: [at(fleet, 0).barcode] })
  })

  it('two orders that replace at once never get the same substitute', async () => {
    const fleet = await makeFleet(world.db, { servers: 4 })
    const numbers = [await allocatedOrder(world.ctx, fleet), await allocatedOrder(world.ctx, fleet)]
    await breakServer(fleet, 0)
    await breakServer(fleet, 1)
    const taken = await Promise.all(numbers.map((number, index) => replace(number, at(fleet, index).barcode)))
    expect(taken.map(({ barcode }) => barcode).sort()).toEqual([at(fleet, 2).barcode, at(fleet, 3).barcode])
  })

  it('planned anew, the order no longer misses it', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    await breakServer(fleet, 0)
    await planOrder(world.ctx, { number, ...PLAN })
    const order = await allocateOrder(world.ctx, { number })
    expect(order).toMatchObject({ servers: [at(fleet, 1).barcode, at(fleet, 2).barcode], degraded: [] })
  })
})

describe('a server given back', () => {
  it('is free again where it stands, and its allocation is on record', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    await addServers(world.db, fleet, {
      model: fleet.model,
      places: ['warehouse'],
      barcodes: `${fleet.datacenter.code}-W`,
    })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 }, { includeWarehouse: true })
    const rows = await world.db.server.findMany({ where: { order: { number } }, orderBy: { id: 'asc' } })
    for (const { id } of rows) {
      await inTransaction(world.ctx, (tx) => giveBackServer(tx, { serverId: id, action: 'provisioning.cancel-order' }))
    }
    const after = await world.db.server.findMany({
      where: { datacenterId: fleet.datacenter.id },
      orderBy: { id: 'asc' },
    })
    expect(after.map(({ state, orderId }) => [state, orderId])).toEqual([
      ['RACKED', null],
      ['IN_WAREHOUSE', null],
    ])
    const allocations = await world.db.allocation.findMany({ where: { order: { number } } })
    expect(allocations.map(({ status, endedAt }) => [status, endedAt !== null])).toEqual([
      ['RETURNED', true],
      ['RETURNED', true],
    ])
  })

  it('one in service is released; one that is being provisioned, or is free, is refused', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    await allocatedOrder(world.ctx, fleet)
    const { id } = at(fleet, 0)
    const giveBack = () =>
      inTransaction(world.ctx, (tx) => giveBackServer(tx, { serverId: id, action: 'provisioning.end-job' }))
    await world.db.server.update({ where: { id }, data: { state: 'PROVISIONING' } })
    await expect(giveBack()).rejects.toMatchObject({ code: 'illegal-transition' })
    await world.db.server.update({ where: { id }, data: { state: 'IN_SERVICE' } })
    await giveBack()
    expect(await world.db.allocation.findMany({ where: { serverId: id } })).toMatchObject([{ status: 'RELEASED' }])
    await expect(giveBack()).rejects.toMatchObject({ code: 'illegal-transition' })
  })
})
