import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderEndingView } from '../../contracts/planning/order-ending'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { getOrder } from '../planning/get-order'
import { cancelOrder } from './cancel-order'
import { getOrderEnding } from './get-order-ending'
import { provisionOrder } from './provision-order'
import { releaseOrder } from './release-order'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const ending = (order: AllocatedOrder, action: 'cancel' | 'release') =>
  getOrderEnding(world.ctx, { number: order.number, action })

/** What became of each server: where it is now, or that a wipe stands between. */
async function became(order: AllocatedOrder) {
  const servers = await world.db.server.findMany({ where: { id: { in: order.serverIds } } })
  const wipes = await world.db.provisionJob.findMany({ where: { orderId: order.id, kind: 'wipe' } })
  return servers
    .map(({ id, barcode, state }) => [barcode, wipes.some((job) => job.serverId === id) ? 'wipe' : state])
    .sort()
}

const foretold = ({ servers }: OrderEndingView) =>
  servers.map(({ barcode, wipe, to }) => [barcode, wipe ? 'wipe' : to]).sort()

/** The first has data on it, the second stands in the warehouse. */
async function mixed(order: AllocatedOrder): Promise<void> {
  const [first, second] = order.serverIds
  await world.db.server.update({ where: { id: first ?? 0 }, data: { needsWipe: true } })
  const { datacenterId } = await world.db.server.findUniqueOrThrow({ where: { id: second ?? 0 } })
  const code = `${order.barcodes[1]}-W`
  const { id } = await world.db.warehouse.create({ data: { code, datacenterId, name: code } })
  await world.db.server.update({
    where: { id: second ?? 0 },
    data: { rackId: null, u: null, face: null, warehouseId: id },
  })
}

describe('what ending an order will do, said beforehand', () => {
  it('of an order that is allocated: each server is then what was said', async () => {
    const order = await allocatedOrder(world.db, 3)
    await mixed(order)
    const said = await ending(order, 'cancel')
    expect(said).toMatchObject({ to: 'CANCELLED', atOnce: true })
    expect(foretold(said).map(([, to]) => to)).toEqual(['wipe', 'IN_WAREHOUSE', 'RACKED'])
    await cancelOrder(world.ctx, order)
    expect(await became(order)).toEqual(foretold(said))
    expect((await getOrder(world.ctx, order)).status).toBe('CANCELLED')
  })

  it('of one that is provisioned: waiting jobs end at once, the running one is waited for', async () => {
    const order = await allocatedOrder(world.db, 3)
    await provisionOrder(world.ctx, order)
    const [running] = await world.db.provisionJob.findMany({ where: { orderId: order.id }, take: 1 })
    await world.db.$executeRaw`
      UPDATE provision_jobs SET status = 'RUNNING', admitted_at = now(), lease_owner = 'w', lease_until = now() + interval '1 minute'
      WHERE id = ${running?.id}::uuid`
    const said = await ending(order, 'cancel')
    expect(said.atOnce).toBe(false)
    expect(said.servers.map(({ job }) => job?.ends).sort()).toEqual(['after-step', 'now', 'now'])
    await cancelOrder(world.ctx, order)
    const jobs = await world.db.provisionJob.findMany({ where: { orderId: order.id } })
    const ended = said.servers.filter(({ job }) => jobs.find(({ id }) => id === job?.id)?.status === 'CANCELLED')
    expect(ended.map(({ job }) => job?.ends)).toEqual(['now', 'now'])
    expect((await getOrder(world.ctx, order)).status).toBe('PROVISIONING')
  })

  it('of one in use: what a customer had is wiped, whatever it says; refused in the words of the deed itself', async () => {
    const order = await allocatedOrder(world.db, 2)
    await expect(ending(order, 'release')).rejects.toMatchObject({ code: 'illegal-transition' })
    await world.db.$executeRaw`
      WITH moved AS (UPDATE orders SET status = 'ACTIVE' WHERE id = ${order.id})
      UPDATE servers SET state = 'IN_SERVICE' WHERE id = ANY(${order.serverIds}::int[])`
    const said = await ending(order, 'release')
    expect(said).toMatchObject({ to: 'RELEASED', atOnce: false })
    await releaseOrder(world.ctx, order)
    expect(await became(order)).toEqual(foretold(said))
    expect(foretold(said).map(([, to]) => to)).toEqual(['wipe', 'wipe'])
    await expect(ending(order, 'cancel')).rejects.toMatchObject({ code: 'illegal-transition' })
  })

  it('takes two statements however many servers it holds', async () => {
    const order = await allocatedOrder(world.db, 8)
    const asked = (ctx: typeof world.ctx) => getOrderEnding(ctx, { number: order.number, action: 'cancel' })
    expect(await countStatements(world, asked)).toHaveLength(2)
  })
})
