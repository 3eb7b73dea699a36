import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { dropPlan } from './drop-plan'
import { getOrder } from './get-order'
import { getPlan } from './get-plan'
import { listPlans } from './list-plans'
import { planOrder } from './plan-order'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const barcodes = (items: readonly { barcode: string }[]) => items.map(({ barcode }) => barcode)
const first = (fleet: Fleet, count: number) => fleet.servers.slice(0, count).map(({ barcode }) => barcode)

describe('a plan', () => {
  it('takes the fewest servers there can be, proven, in walking order, and says what it found', async () => {
    const fleet = await makeFleet(world.db, { servers: 12, perRack: 3 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 5 - 3, ramGb: 1000, nvmeGb: 7000 })
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    expect(barcodes(plan.items)).toEqual(first(fleet, 5))
    expect(plan).toMatchObject({
      order: number,
      status: 'current',
      objective: 'fewest-servers',
      method: 'exact',
      proof: 'optimal',
      value: 5,
      bound: 5,
      gap: 0,
      totals: { servers: 5, cpuCores: 320, ramGb: 2560, nvmeGb: 38_400, cost: 250_000, powerW: 3000, racks: 2 },
      leftOut: [],
    })
    // Taken 320 / 2,560 / 38,400, asked 317 / 1,000 / 7,000: 3 × 1,000 + 1,560 × 125 + 31,400 × 8.
    expect(plan.totals.stranded).toBe(3000 + 195_000 + 251_200)
    expect(plan.items[3]).toEqual({
      barcode: fleet.servers[3]?.barcode,
      model: fleet.model.slug,
      rack: fleet.racks[1]?.code,
      u: 1,
    })
    expect(await getPlan(world.ctx, { id: plan.id })).toEqual(plan)
    expect(await getOrder(world.ctx, { number })).toMatchObject({
      status: 'PLANNED',
      plan: plan.id,
      servers: [],
      version: 2,
    })
  })

  it('holds nothing: two orders may plan the same servers', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const plans = []
    for (const number of [await placeOrder(world.ctx, fleet), await placeOrder(world.ctx, fleet)]) {
      plans.push(await planOrder(world.ctx, { number, ...PLAN }))
    }
    expect(plans.map(({ items }) => barcodes(items))).toEqual([first(fleet, 1), first(fleet, 1)])
  })

  it('keeps the objective and the constraints that were asked for, and leaves out a model without cost for lowest-cost', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const unpriced = await makeModel(world.db, `${fleet.model.slug}-unpriced`, { cpuCores: 128, costCents: null })
    await addServers(world.db, fleet, {
      model: unpriced,
      places: [{ rack: 0, u: 40 }],
      barcodes: `${fleet.datacenter.code}-U`,
    })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 100 })
    const cheap = await planOrder(world.ctx, {
      number,
      ...PLAN,
      objective: 'lowest-cost',
      constraints: { maxPerRack: 5 },
    })
    expect(cheap).toMatchObject({
      objective: 'lowest-cost',
      constraints: { maxPerRack: 5 },
      value: 100_000,
      leftOut: [{ model: unpriced.slug, missing: 'cost' }],
    })
    const few = await planOrder(world.ctx, { number, ...PLAN })
    expect(few).toMatchObject({ value: 1, totals: { servers: 1, cost: null }, leftOut: [] })
  })

  it('honours models allowed and excluded, whatever their case', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const large = await makeModel(world.db, `${fleet.model.slug}-large`, { cpuCores: 256 })
    await addServers(world.db, fleet, {
      model: large,
      places: [{ rack: 0, u: 40 }],
      barcodes: `${fleet.datacenter.code}-L`,
    })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 65 })
    const models = async (rule: { allow?: string[]; exclude?: string[] }) =>
      (await planOrder(world.ctx, { number, ...PLAN, constraints: { models: rule } })).items.map(({ model }) => model)
    expect(await models({})).toEqual([large.slug])
    const two = [fleet.model.slug, fleet.model.slug]
    expect(await models({ exclude: [large.slug.toUpperCase()] })).toEqual(two)
    expect(await models({ allow: [fleet.model.slug.toUpperCase()] })).toEqual(two)
  })

  it('spreads over racks: at most so many in one, and within a rack’s watts beside what it promised before', async () => {
    const fleet = await makeFleet(world.db, { servers: 9, perRack: 3, rackPowerW: 1500 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 3 })
    const racks = async (constraints: object) =>
      (await planOrder(world.ctx, { number, ...PLAN, constraints })).items.map(({ rack }) => rack?.at(-1))
    expect(await racks({ maxPerRack: 1 })).toEqual(['1', '2', '3'])
    // Half of three, rounded up.
    expect(await racks({ maxSharePerRack: 50 })).toEqual(['1', '1', '2'])
    expect(await racks({ rackPower: true })).toEqual(['1', '1', '2'])
    await allocatedOrder(world.ctx, fleet)
    expect(await racks({ rackPower: true })).toEqual(['1', '2', '2'])
  })

  it('fills lines, each item naming its line', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const large = await makeModel(world.db, `${fleet.model.slug}-large`, { cpuCores: 256, ramGb: 2048 })
    await addServers(world.db, fleet, {
      model: large,
      places: [{ rack: 0, u: 40 }],
      barcodes: `${fleet.datacenter.code}-L`,
    })
    const number = await placeOrder(world.ctx, fleet, {
      lines: [
        { count: 2, minCpuCores: 32, minRamGb: 0, minNvmeGb: 0 },
        { count: 1, minCpuCores: 65, minRamGb: 0, minNvmeGb: 0 },
      ],
    })
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    expect(plan.items.map(({ model, line }) => [model, line])).toEqual([
      [fleet.model.slug, 0],
      [fleet.model.slug, 0],
      [large.slug, 1],
    ])
    expect(await getOrder(world.ctx, { number })).toMatchObject({ cpuCores: 129, lines: [{ count: 2 }, { count: 1 }] })
  })

  it('of servers nearby takes those with their firmware at target', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    await world.db.firmwareTarget.create({ data: { modelId: fleet.model.id, component: 'BIOS', version: '2.1' } })
    const id = fleet.servers[1]?.id ?? 0
    await world.db.serverFirmware.create({ data: { serverId: id, component: 'BIOS', version: '2.1' } })
    const plan = await planOrder(world.ctx, { number: await placeOrder(world.ctx, fleet), ...PLAN })
    expect(barcodes(plan.items)).toEqual([fleet.servers[1]?.barcode])
  })

  it('walks racks by row, then code, in natural order: A2 before A10', async () => {
    const fleet = await makeFleet(world.db, { servers: 11, perRack: 1 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 11 })
    const { items } = await planOrder(world.ctx, { number, ...PLAN })
    expect(items.map(({ rack }) => rack?.split('-R')[1])).toEqual(Array.from({ length: 11 }, (_, i) => `${i + 1}`))
  })
})

describe('planning again', () => {
  it('supersedes the plan before', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const number = await placeOrder(world.ctx, fleet)
    const old = await planOrder(world.ctx, { number, ...PLAN })
    const next = await planOrder(world.ctx, { number, ...PLAN, objective: 'greedy' })
    const { items } = await listPlans(world.ctx, { limit: 50, order: [number.toLowerCase()] })
    expect(items.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [next.id, 'current'],
        [old.id, 'superseded'],
      ]),
    )
    expect((await getOrder(world.ctx, { number })).plan).toBe(next.id)
  })

  it('an allocated order gives its servers back first, so that they can be planned again', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    expect(barcodes(plan.items)).toEqual(first(fleet, 2))
    expect(await getOrder(world.ctx, { number })).toMatchObject({ status: 'PLANNED', servers: [], plan: plan.id })
    const rows = await world.db.server.findMany({ where: { datacenterId: fleet.datacenter.id } })
    expect(rows.map(({ state, orderId }) => [state, orderId])).toEqual([
      ['RACKED', null],
      ['RACKED', null],
    ])
    const allocations = await world.db.allocation.findMany({ where: { order: { number } } })
    expect(allocations.map(({ status }) => status)).toEqual(['RETURNED', 'RETURNED'])
  })

  it('that finds nothing leaves an allocated order with all it held', async () => {
    const fleet = await makeFleet(world.db, { servers: 2 })
    const number = await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    const before = await getOrder(world.ctx, { number })
    const request = { ...PLAN, constraints: { models: { exclude: [fleet.model.slug] } } }
    await expect(planOrder(world.ctx, { number, ...request })).rejects.toMatchObject({ code: 'infeasible' })
    expect(await getOrder(world.ctx, { number })).toEqual(before)
  })

  it('an order that is past allocation is refused with what it can become', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const number = await placeOrder(world.ctx, fleet)
    await world.db.order.update({ where: { number }, data: { status: 'ACTIVE' } })
    await expect(planOrder(world.ctx, { number, ...PLAN })).rejects.toMatchObject({
      code: 'illegal-transition',
      details: { from: 'ACTIVE', to: 'PLANNED', allowed: ['RELEASING'] },
    })
  })

  it('24 plans at once, of one order and of many, all answer, and one of them is current', async () => {
    const fleet = await makeFleet(world.db, { servers: 12 })
    const numbers = await Promise.all(Array.from({ length: 12 }, () => placeOrder(world.ctx, fleet)))
    const [same = ''] = numbers
    await Promise.all(
      [...numbers, ...Array.from({ length: 12 }, () => same)].map((number) =>
        planOrder(world.ctx, { number, ...PLAN }),
      ),
    )
    expect(await world.db.allocationPlan.count({ where: { order: { number: same } } })).toBe(13)
    expect(await world.db.allocationPlan.count({ where: { order: { number: same }, status: 'current' } })).toBe(1)
  })
})

describe('what cannot be planned', () => {
  it('says how much of each short resource there is, exactly, and how much less would do', async () => {
    const fleet = await makeFleet(world.db, { servers: 12 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 1000, ramGb: 10_000, nvmeGb: 1 })
    await expect(planOrder(world.ctx, { number, ...PLAN })).rejects.toMatchObject({
      code: 'infeasible',
      details: {
        shortfall: [
          { resource: 'cpuCores', asked: 1000, available: 768 },
          { resource: 'ramGb', asked: 10_000, available: 6144 },
        ],
        proven: true,
        smallestChange: [
          { resource: 'cpuCores', less: 232 },
          { resource: 'ramGb', less: 3856 },
        ],
      },
    })
    expect(await getOrder(world.ctx, { number })).toMatchObject({ status: 'DRAFT' })
  })

  it('names the line that is short', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const number = await placeOrder(world.ctx, fleet, {
      lines: [{ count: 4, minCpuCores: 64, minRamGb: 0, minNvmeGb: 0 }],
    })
    await expect(planOrder(world.ctx, { number, ...PLAN })).rejects.toMatchObject({
      details: { shortfall: [{ resource: 'servers', asked: 4, available: 3, line: 0 }] },
    })
  })

  it('an order for the largest amounts is answered like any other', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 2_147_483_647, ramGb: 2_147_483_647, nvmeGb: 0 })
    const constraints = { maxSharePerRack: 1, rackPower: true }
    await expect(planOrder(world.ctx, { number, ...PLAN, constraints })).rejects.toMatchObject({ code: 'infeasible' })
  })
})

describe('dropping a plan', () => {
  it('makes the order a draft again; a plan that is not current cannot be dropped', async () => {
    const fleet = await makeFleet(world.db, { servers: 1 })
    const number = await placeOrder(world.ctx, fleet)
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    await dropPlan(world.ctx, { id: plan.id })
    const order = await getOrder(world.ctx, { number })
    expect(order.status).toBe('DRAFT')
    expect(order).not.toHaveProperty('plan')
    await expect(dropPlan(world.ctx, { id: plan.id })).rejects.toMatchObject({ code: 'plan-superseded' })
  })
})
