import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../domain/errors'
import { type TestWorld, testWorld } from '../../testing/context'
import { addServers, type Fleet, makeFleet, makeModel, PLAN, placeOrder } from '../../testing/factories/planning'
import { placeHold } from '../inventory/place-hold'
import { planOrder } from '../planning/plan-order'
import { allocateOrder } from './allocate-order'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

interface Fresh {
  proof: string
  method: string
  value: number
  bound: number
  gap: number
  exact: { certificate: unknown; goals: { goal: string; value: number }[] }
  items: { barcode: string; rack?: string; line?: number }[]
}

async function freshPlan(number: string): Promise<Fresh | undefined> {
  const error: unknown = await allocateOrder(world.ctx, { number }).then(
    () => null,
    (refused: unknown) => refused,
  )
  if (!(error instanceof AppError) || error.code !== 'allocation-conflict') throw error
  return (error.details as { freshPlan?: Fresh }).freshPlan
}

const lose = (barcode: string | undefined) => placeHold(world.ctx, { server: barcode ?? '', reason: 'lost' })
const barcodes = (plan: Fresh | undefined) => plan?.items.map(({ barcode }) => barcode)
const named = (fleet: Fleet, ...indexes: number[]) => indexes.map((index) => fleet.servers[index]?.barcode)

describe('a server that is lost between plan and allocation', () => {
  it('is swapped for one of its class in a rack of the plan; value, bound and certificate stay', async () => {
    const fleet = await makeFleet(world.db, { servers: 12, perRack: 4 })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 3 })
    const plan = await planOrder(world.ctx, { number, ...PLAN })
    await lose(plan.items[1]?.barcode)
    const fresh = await freshPlan(number)
    expect(barcodes(fresh)).toEqual(named(fleet, 0, 2, 3))
    expect(fresh).toMatchObject({ method: 'exact', proof: 'optimal', value: 3, bound: 3, gap: 0 })
    expect(fresh?.exact.certificate).toEqual(plan.exact?.certificate)
    expect(fresh?.exact.goals.find(({ goal }) => goal === 'racks')).toMatchObject({ value: 1 })
    await lose(named(fleet, 2)[0])
    const next = await freshPlan(number)
    expect(barcodes(next)).toEqual(named(fleet, 0, 3, 4))
    expect(next?.exact.goals.find(({ goal }) => goal === 'racks')).toMatchObject({ value: 2 })
  })

  it('keeps its line', async () => {
    const fleet = await makeFleet(world.db, { servers: 4 })
    const large = await makeModel(world.db, `${fleet.model.slug}-large`, { cpuCores: 256 })
    const places = [0, 0].map((rack, index) => ({ rack, u: 40 + index }))
    const others = await addServers(world.db, fleet, { model: large, places, barcodes: `${fleet.datacenter.code}-L` })
    const number = await placeOrder(world.ctx, fleet, {
      lines: [
        { count: 1, minCpuCores: 100, minRamGb: 0, minNvmeGb: 0 },
        { count: 2, minCpuCores: 8, minRamGb: 0, minNvmeGb: 0 },
      ],
    })
    await planOrder(world.ctx, { number, ...PLAN })
    await lose(others[0]?.barcode)
    const fresh = await freshPlan(number)
    expect(fresh?.items.map(({ barcode, line }) => [barcode, line])).toEqual([
      [others[1]?.barcode, 0],
      [named(fleet, 0)[0], 1],
      [named(fleet, 1)[0], 1],
    ])
  })

  it('is planned anew where its class is used up, and where limits on racks ask for more', async () => {
    const fleet = await makeFleet(world.db, { servers: 3 })
    const large = await makeModel(world.db, `${fleet.model.slug}-large`, { cpuCores: 256 })
    const [single] = await addServers(world.db, fleet, {
      model: large,
      places: [{ rack: 0, u: 40 }],
      barcodes: `${fleet.datacenter.code}-L`,
    })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 100 })
    await planOrder(world.ctx, { number, ...PLAN })
    await lose(single?.barcode)
    const fresh = await freshPlan(number)
    expect(barcodes(fresh)).toEqual(named(fleet, 0, 1))
    expect(fresh).toMatchObject({ value: 2, bound: 2 })

    const spread = await makeFleet(world.db, { servers: 6, perRack: 2 })
    const limited = await placeOrder(world.ctx, spread, { cpuCores: 64 * 2 })
    await planOrder(world.ctx, { number: limited, ...PLAN, constraints: { maxPerRack: 1 } })
    await lose(named(spread, 0)[0])
    expect(barcodes(await freshPlan(limited))).toEqual(named(spread, 1, 2))
  })
})

describe('orders planned at the same moment', () => {
  it('name other servers where others are as good, and fall back to the same where none are left', async () => {
    const fleet = await makeFleet(world.db, { servers: 12, perRack: 3 })
    const numbers = await Promise.all(
      Array.from({ length: 8 }, () => placeOrder(world.ctx, fleet, { cpuCores: 64 * 3 })),
    )
    const plans = await Promise.all(numbers.map((number) => planOrder(world.ctx, { number, ...PLAN })))
    for (const plan of plans) expect(plan).toMatchObject({ value: 3, proof: 'optimal', totals: { racks: 1 } })
    const chosen = new Set(plans.map(({ items }) => items.map(({ barcode }) => barcode).join()))
    expect(chosen.size).toBeGreaterThan(1)
    // By itself an order is planned as ever.
    const [number = ''] = numbers
    const alone = await planOrder(world.ctx, { number, ...PLAN })
    expect(alone.items.map(({ barcode }) => barcode)).toEqual(named(fleet, 0, 1, 2))
  })
})
