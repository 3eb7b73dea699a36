import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { aDatacenter } from '../testing/factories/inventory'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('an order carries how many servers the plan names by which it was allocated last', async () => {
  const { db } = world
  const { id: datacenterId } = await aDatacenter(db)
  const asked = { customer: 'Acme', datacenterId, cpuCores: 1, ramGb: 0, nvmeGb: 0 }
  const { id: orderId } = await db.order.create({ data: { ...asked, status: 'PLANNED' } })
  const plan = (servers: number, createdAt: Date) =>
    db.allocationPlan.create({
      data: {
        ...{ orderId, createdAt, objective: 'greedy', constraints: {}, includeWarehouse: false, method: 'greedy' },
        ...{ proof: 'feasible', value: servers, leftOut: [], createdBy: 'test', totals: { servers } },
      },
    })
  const become = async (status: 'PLANNED' | 'ALLOCATED' | 'PROVISIONING') =>
    (await db.order.update({ where: { id: orderId }, data: { status } })).serversGiven
  const first = await plan(3, new Date(1_000))
  expect(await become('ALLOCATED')).toBe(3)
  expect(await become('PLANNED')).toBe(3)
  await db.allocationPlan.update({ where: { id: first.id }, data: { status: 'superseded' } })
  await plan(5, new Date(2_000))
  expect(await become('ALLOCATED')).toBe(5)
  expect(await become('PROVISIONING')).toBe(5)
})
