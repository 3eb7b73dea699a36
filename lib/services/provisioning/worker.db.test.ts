import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder, effectsOf, setSimulatedPace } from '../../testing/factories/provisioning'
import { startWorker, until, type WorkerProcess } from '../../testing/worker-process'
import { provisionOrder } from './provision-order'

let world: TestWorld
const workers: WorkerProcess[] = []
beforeAll(async () => {
  world = await testWorld()
  await setSimulatedPace(world.db, 5)
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()))
})
afterAll(() => world.close())

describe('a worker', () => {
  it('takes an order from ALLOCATED to ACTIVE', async () => {
    const order = await allocatedOrder(world.db, 2)
    await provisionOrder(world.ctx, order)
    const worker = startWorker(world.url)
    workers.push(worker)
    await worker.ready
    const started = Date.now()
    await until('the order is ACTIVE', async () => {
      const row = await world.db.order.findUniqueOrThrow({ where: { id: order.id } })
      return row.status === 'ACTIVE'
    }).catch(async (e) => {
      console.log(worker.output)
      console.dir(await world.db.provisionJob.findMany({ include: { steps: true, hops: true } }), { depth: 4 })
      throw e
    })
    console.log('took', Date.now() - started, worker.output)
    console.log(await effectsOf(world.db, order.barcodes))
    expect(await worker.stop()).toBe(0)
  })
})
