import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanView } from '../../contracts/planning/plan'
import { AppError } from '../../domain/errors'
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
import { comparePlans } from './compare-plans'
import { getOrder } from './get-order'
import { getPlan } from './get-plan'
import { planOrder } from './plan-order'
import type { PlanRequest } from './plan-request'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const ASK = { constraints: {}, includeWarehouse: false }

/** What the refusal of a plan says. */
async function refusal(number: string, request: Partial<PlanRequest> = {}): Promise<Record<string, unknown>> {
  const error: unknown = await planOrder(world.ctx, { number, ...PLAN, ...request }).then(
    () => null,
    (refused: unknown) => refused,
  )
  if (!(error instanceof AppError)) throw new Error('It was not refused')
  expect(error.code).toBe('infeasible')
  return error.details ?? {}
}

/** Two models: two small servers to a rack, and a large one that costs more than two small ones and draws less. */
async function mixedFleet(): Promise<Fleet & { large: { slug: string } }> {
  const fleet = await makeFleet(world.db, { servers: 12, perRack: 3 })
  const large = await makeModel(world.db, `${fleet.model.slug}-large`, {
    cpuCores: 128,
    ramGb: 1024,
    nvmeGb: 15_360,
    costCents: 120_000,
    maxPowerW: 900,
  })
  const places = [0, 1, 2].map((rack) => ({ rack, u: 40 }))
  await addServers(world.db, fleet, { model: large, places, barcodes: `${fleet.datacenter.code}-L` })
  return { ...fleet, large }
}

describe('a proven plan', () => {
  it('carries its goals with their bounds, and the same again for the same inventory', async () => {
    const fleet = await mixedFleet()
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 256 })
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    expect(plan).toMatchObject({ method: 'exact', proof: 'optimal', value: 2, bound: 2, gap: 0 })
    expect(plan.exact?.goals).toEqual([
      { goal: 'servers', value: 2, bound: 2 },
      { goal: 'stranded', value: expect.any(Number), bound: expect.any(Number) },
      { goal: 'firmware', value: 0, bound: 0 },
      { goal: 'warehouse', value: 0, bound: 0 },
      { goal: 'racks', value: 2, bound: 1 },
    ])
    expect(plan.totals).toMatchObject({ firmwareAtTarget: 2, mostInRack: 1 })
    expect(plan.tookMs).toBeGreaterThanOrEqual(0)
    const again = await planOrder(world.ctx, { number, ...PLAN })
    expect(again.items).toEqual(plan.items)
    expect(again.exact).toEqual(plan.exact)
    expect(await getPlan(world.ctx, { id: again.id })).toEqual(again)
    await allocatedOrder(world.ctx, fleet)
    expect((await planOrder(world.ctx, { number, ...PLAN })).exact?.snapshot).not.toBe(plan.exact?.snapshot)
  })

  it('has a certificate that comes to its bound, worked out in whole numbers', async () => {
    const fleet = await mixedFleet()
    for (const asks of [
      { cpuCores: 300, ramGb: 2000, nvmeGb: 30_000 },
      { lines: [{ count: 4, minCpuCores: 32, minRamGb: 0, minNvmeGb: 0 }] },
    ]) {
      const number = await placeOrder(world.ctx, fleet, asks)
      for (const objective of ['fewest-servers', 'lowest-cost', 'lowest-power'] as const) {
        const { exact, value, bound } = await planOrder(world.ctx, { number, ...PLAN, objective })
        const certified = certifiedBound(exact)
        expect(certified).toBe(exact?.certificate.bound)
        expect(certified).toBeLessThanOrEqual(bound ?? 0)
        expect(bound).toBe(value)
      }
    }
  })

  it('says what each limit costs', async () => {
    const fleet = await mixedFleet()
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 384 })
    const constraints = { models: { exclude: [fleet.large.slug] }, maxPerRack: 2 }
    const plan = await planOrder(world.ctx, { number, ...PLAN, constraints })
    expect(plan).toMatchObject({ value: 6, proof: 'optimal' })
    expect(plan.exact?.limitPrices).toEqual([
      { limit: 'models', value: 3 },
      { limit: 'maxPerRack', value: 6 },
    ])
  })

  it('of servers in the warehouse alone is in no rack, and is read again as it was saved', async () => {
    const fleet = await makeFleet(world.db, { servers: 0 })
    const places = ['warehouse', 'warehouse'] as const
    await addServers(world.db, fleet, { model: fleet.model, places, barcodes: `${fleet.datacenter.code}-W` })
    const lines = [{ count: 1, minCpuCores: 1, minRamGb: 0, minNvmeGb: 0 }]
    const number = await placeOrder(world.ctx, fleet, { lines })
    const constraints = { surviveRackLoss: 50 }
    const plan = await planOrder(world.ctx, { number, ...PLAN, constraints, includeWarehouse: true })
    expect(plan.exact?.goals.at(-1)).toEqual({ goal: 'racks', value: 0, bound: 0 })
    expect(await getPlan(world.ctx, { id: plan.id })).toEqual(plan)
  })

  it('survives the loss of any one rack, as far as it is asked to', async () => {
    const fleet = await makeFleet(world.db, { servers: 9, perRack: 3 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 3 })
    const racksOf = async (surviveRackLoss?: number) => {
      const constraints = surviveRackLoss === undefined ? {} : { surviveRackLoss }
      const { items, constraints: kept } = await planOrder(world.ctx, { number, ...PLAN, constraints })
      expect(kept).toEqual(constraints)
      return items.map(({ rack }) => rack?.at(-1)).sort()
    }
    expect(await racksOf()).toEqual(['1', '1', '1'])
    // Two of three must be left: one to a rack.
    expect(await racksOf(60)).toEqual(['1', '2', '3'])
    // All of it must be left: two racks more than full would do with two each, or a fourth server beside three racks.
    const all = await racksOf(100)
    const counts = new Set(all).size
    expect(all.length - Math.max(...[...new Set(all)].map((rack) => all.filter((one) => one === rack).length))).toBe(3)
    expect(counts).toBeGreaterThan(1)
    // Greedy does not plan for it: what would not survive is no plan, and nothing is saved.
    expect(await refusal(number, { objective: 'greedy', constraints: { surviveRackLoss: 60 } })).toMatchObject({
      shortfall: [{ resource: 'cpuCores', asked: 116, available: 0 }],
      proven: false,
    })
  })
})

/** ⌈(Σ y·atLeast − Σ limit·max(0, Σ y·coefficient − cost)) / 2^scaleBits⌉, by nothing but the plan's own words. */
function certifiedBound(exact: PlanView['exact']): number {
  if (exact === null) throw new Error('There is no certificate')
  const { columns, rows, scaleBits } = exact.certificate
  const scale = 1n << BigInt(scaleBits)
  let scaled = rows.reduce((sum, { price, atLeast }) => sum + BigInt(price) * BigInt(atLeast), 0n)
  columns.forEach(({ cost, limit }, index) => {
    const worth = rows.reduce(
      (sum, { price, coefficients }) => sum + BigInt(price) * BigInt(coefficients[index] ?? 0),
      0n,
    )
    const over = worth - BigInt(cost) * scale
    if (over > 0n) scaled -= BigInt(limit) * over
  })
  return scaled <= 0n ? 0 : Number((scaled + scale - 1n) / scale)
}

describe('an order that cannot be planned', () => {
  it('is told the largest share that fits, what the warehouse would do, where else, and who was counted', async () => {
    const fleet = await makeFleet(world.db, { servers: 4 })
    await addServers(world.db, fleet, {
      model: fleet.model,
      places: ['warehouse', 'warehouse'],
      barcodes: `${fleet.datacenter.code}-W`,
    })
    const other = await makeFleet(world.db, { servers: 5, shape: { cpuCores: 96 } })
    await allocatedOrder(world.ctx, fleet)
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 5 })
    const details = await refusal(number)
    expect(details).toMatchObject({
      shortfall: [{ resource: 'cpuCores', asked: 320, available: 192 }],
      proven: true,
      smallestChange: [{ resource: 'cpuCores', less: 128 }],
      largestShare: 60,
      smallestPerRack: null,
      droppable: [],
      withWarehouse: { servers: 5, stored: 2 },
      counted: {
        inDatacenter: 6,
        racked: 3,
        warehouse: 2,
        promised: 1,
        inService: 0,
        broken: 0,
        blocked: 0,
        excluded: 0,
        usable: 3,
      },
    })
    expect(details.elsewhere).toEqual(expect.arrayContaining([{ datacenter: other.datacenter.code, servers: 4 }]))
    const own = world.as('PLANNER', fleet.datacenter.id)
    await expect(planOrder(own, { number, ...PLAN })).rejects.toMatchObject({ details: { elsewhere: [] } })
  })

  it('by its limits is told the smallest per rack that works, and which limit to drop', async () => {
    const fleet = await mixedFleet()
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 8 })
    const constraints = { maxPerRack: 1, models: { exclude: [fleet.large.slug] } }
    expect(await refusal(number, { constraints })).toMatchObject({
      shortBy: 'amounts',
      shortfall: [{ resource: 'cpuCores', asked: 512, available: 256 }],
      largestShare: 50,
      smallestPerRack: { maxPerRack: 2, servers: 8 },
      droppable: [{ limit: 'maxPerRack', servers: 8 }],
    })
  })
})

describe('plans side by side', () => {
  it('are of every objective and greedy, over one inventory, and nothing is saved', async () => {
    const fleet = await mixedFleet()
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 256 })
    const before = await getOrder(world.ctx, { number })
    const compared = await comparePlans(world.ctx, { number, ...ASK })
    expect(compared).toMatchObject({ order: number, free: 15, usable: 15, includeWarehouse: false })
    const values = Object.fromEntries(compared.plans.map(({ objective, plan }) => [objective, plan?.value]))
    expect(values).toEqual({
      'fewest-servers': 2,
      'lowest-cost': 200_000,
      'least-stranded': expect.any(Number),
      'fewest-racks': expect.any(Number),
      'lowest-power': 1800,
      greedy: 2,
    })
    const of = (objective: string) => compared.plans.find((one) => one.objective === objective)?.plan
    for (const objective of ['fewest-servers', 'lowest-cost', 'lowest-power'] as const) {
      const plan = await planOrder(world.ctx, { number, ...PLAN, objective })
      expect(plan.items).toEqual(of(objective)?.items)
    }
    expect(of('greedy')).toMatchObject({ method: 'greedy', proof: 'feasible', bound: null, exact: null })
    expect(before).toMatchObject({ status: 'DRAFT' })
    expect(await world.db.allocationPlan.count({ where: { order: { number } } })).toBe(3)
  })

  it('say of an objective without a plan why, and are refused as planning is where there is none at all', async () => {
    const fleet = await makeFleet(world.db, { servers: 2, shape: { costCents: null } })
    const number = await placeOrder(world.ctx, fleet)
    const { plans } = await comparePlans(world.ctx, { number, ...ASK })
    expect(plans.find(({ objective }) => objective === 'lowest-cost')).toEqual({
      objective: 'lowest-cost',
      plan: null,
      infeasible: '0 of 1 CPU cores are free.',
      leftOut: [{ model: fleet.model.slug, missing: 'cost' }],
    })
    const large = await placeOrder(world.ctx, fleet, { cpuCores: 1000 })
    await expect(comparePlans(world.ctx, { number: large, ...ASK })).rejects.toMatchObject({
      code: 'infeasible',
      details: { shortfall: [{ resource: 'cpuCores', asked: 1000, available: 128 }], largestShare: 12 },
    })
    await expect(comparePlans(world.ctx, { number: 'ORD-0', ...ASK })).rejects.toMatchObject({ code: 'not-found' })
    await expect(comparePlans(world.as('TECH'), { number, ...ASK })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
