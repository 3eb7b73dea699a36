import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { claimJob } from './claim-job'
import { lockForEnd } from './lock-for-end'
import { provisionOrder } from './provision-order'
import { sweepJobs } from './sweep-jobs'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('a job taken from a lost worker has one queue entry: the one that the worker was at work on does not come back', async () => {
  const order = await allocatedOrder(world.db, 1)
  await provisionOrder(world.ctx, order)
  const { id } = await world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
  await world.db.$executeRaw`UPDATE pgboss.job SET state = 'active' WHERE data ->> 'jobId' = ${id}`
  expect(await claimJob(world.ctx, { jobId: id, owner: 'a worker that is lost', leaseMs: 1 })).not.toBeNull()
  await sleep(20)

  expect(await sweepJobs(world.ctx, { quietMs: 60_000 })).toMatchObject({ lost: 1 })

  const entries = await world.db.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM pgboss.job WHERE data ->> 'jobId' = ${id}`
  expect(entries).toEqual([{ state: 'created' }])
})

it('a lost worker’s job is taken over while another of its order ends, and the two never wait for each other', async () => {
  const order = await allocatedOrder(world.db, 2)
  await provisionOrder(world.ctx, order)
  const [lost, ending] = await world.db.provisionJob.findMany({ where: { orderId: order.id } })
  const claim = (owner: string, leaseMs: number) => claimJob(world.ctx, { jobId: lost?.id ?? '', owner, leaseMs })
  expect(await claim('a worker that is lost', 1)).not.toBeNull()
  await sleep(20)

  const taken = await inTransaction(world.ctx, async (tx) => {
    await lockForEnd(tx, { orderId: order.id, serverId: ending?.serverId ?? 0 })
    return Promise.race([claim('another worker', 60_000), sleep(3_000, 'it waits for the order')])
  })
  expect(taken).toMatchObject({ lease: { jobId: lost?.id } })
})
